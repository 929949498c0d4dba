package fr.passerelle.sender;

import java.io.IOException;

/** Nothing was connected to. Does not say what the address is: whoever gave it shall not learn of our network. */
final class AddressNotPublic extends IOException {
    private static final long serialVersionUID = 1;

    AddressNotPublic() {
        super("the address is not public");
    }

    /** Tells nothing, and hostile addresses may be many. */
    @Override
    public Throwable fillInStackTrace() {
        return this;
    }
}
