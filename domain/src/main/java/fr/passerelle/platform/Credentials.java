package fr.passerelle.platform;

/** Login and password of an account on the platform. */
public record Credentials(String login, String password) {
    @Override
    public String toString() {
        return "Credentials[…]";
    }
}
