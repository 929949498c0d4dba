package fr.passerelle.sender;

import io.netty.resolver.AbstractAddressResolver;
import io.netty.resolver.AddressResolver;
import io.netty.resolver.AddressResolverGroup;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.net.InetSocketAddress;
import java.util.List;

/** Looks names up and keeps the public addresses of what comes back; fails where there are none. */
final class PublicNames extends AddressResolverGroup<InetSocketAddress> {
    private final AddressResolverGroup<InetSocketAddress> names;
    private final PublicAddresses addresses;

    PublicNames(AddressResolverGroup<InetSocketAddress> names, PublicAddresses addresses) {
        this.names = names;
        this.addresses = addresses;
    }

    @Override
    protected AddressResolver<InetSocketAddress> newResolver(EventExecutor executor) {
        return new Filtering(executor, names.getResolver(executor), addresses);
    }

    @Override
    public void close() {
        super.close();
        names.close();
    }

    private static final class Filtering extends AbstractAddressResolver<InetSocketAddress> {
        private final AddressResolver<InetSocketAddress> names;
        private final PublicAddresses addresses;

        Filtering(EventExecutor executor, AddressResolver<InetSocketAddress> names, PublicAddresses addresses) {
            super(executor, InetSocketAddress.class);
            this.names = names;
            this.addresses = addresses;
        }

        @Override
        protected boolean doIsResolved(InetSocketAddress address) {
            return !address.isUnresolved();
        }

        @Override
        protected void doResolve(InetSocketAddress name, Promise<InetSocketAddress> promise) {
            Promise<List<InetSocketAddress>> all = executor().newPromise();
            all.addListener(_ -> takeFirst(all, promise));
            doResolveAll(name, all);
        }

        @Override
        protected void doResolveAll(InetSocketAddress name, Promise<List<InetSocketAddress>> promise) {
            Future<List<InetSocketAddress>> found = names.resolveAll(name);
            found.addListener(_ -> keepPublic(found, promise));
        }

        private static void takeFirst(Future<List<InetSocketAddress>> found, Promise<InetSocketAddress> promise) {
            if (found.isSuccess()) {
                promise.trySuccess(found.getNow().getFirst());
            } else {
                promise.tryFailure(found.cause());
            }
        }

        private void keepPublic(Future<List<InetSocketAddress>> found, Promise<List<InetSocketAddress>> promise) {
            if (!found.isSuccess()) {
                promise.tryFailure(found.cause());
                return;
            }
            List<InetSocketAddress> kept = found.getNow().stream()
                    .filter(address -> addresses.isAllowed(address.getAddress()))
                    .toList();
            if (kept.isEmpty()) {
                promise.tryFailure(new AddressNotPublic());
            } else {
                promise.trySuccess(kept);
            }
        }

        @Override
        public void close() {
            names.close();
        }
    }
}
