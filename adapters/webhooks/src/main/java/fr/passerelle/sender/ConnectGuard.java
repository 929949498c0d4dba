package fr.passerelle.sender;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands in each channel right before the socket, so that whoever asks it to connect, and wherever they have their address from, it
 * connects to public addresses and allowed ports alone. Counts the connections that are open, as well.
 */
@ChannelHandler.Sharable
final class ConnectGuard extends ChannelOutboundHandlerAdapter {
    private static final String NAME = "passerelle.connect-guard";

    private final SenderSettings settings;
    private final PublicAddresses addresses;
    private final AtomicInteger open = new AtomicInteger();

    ConnectGuard(SenderSettings settings, PublicAddresses addresses) {
        this.settings = settings;
        this.addresses = addresses;
    }

    void guard(Channel channel) {
        channel.pipeline().addFirst(NAME, this);
    }

    int open() {
        return open.get();
    }

    @Override
    public void connect(
            ChannelHandlerContext context, SocketAddress remote, SocketAddress local, ChannelPromise promise) {
        if (!isAllowed(remote)) {
            promise.setFailure(new AddressNotPublic());
        } else if (open.incrementAndGet() > settings.connections()) {
            open.decrementAndGet();
            promise.setFailure(new TooManyConnections());
        } else {
            context.channel().closeFuture().addListener(_ -> open.decrementAndGet());
            context.connect(remote, local, promise);
        }
    }

    /** A name that nobody has resolved would be resolved behind us. */
    private boolean isAllowed(SocketAddress remote) {
        return remote instanceof InetSocketAddress address
                && !address.isUnresolved()
                && settings.allowsPort(address.getPort())
                && addresses.isAllowed(address.getAddress());
    }
}
