package fr.passerelle.testing;

import fr.passerelle.webhooks.AddressFault;
import fr.passerelle.webhooks.Message;
import fr.passerelle.webhooks.Posted;
import fr.passerelle.webhooks.Receivers;
import fr.passerelle.webhooks.SigningKeys;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/** The addresses of clients in memory: a ledger of what was posted, and an answer for each address. */
public final class InMemoryReceivers implements Receivers {
    private static final Duration TOOK = Duration.ofMillis(10);

    private final List<Post> posts = new CopyOnWriteArrayList<>();
    private final Map<URI, Function<Message, Mono<Posted>>> answers = new ConcurrentHashMap<>();

    /** What was posted. */
    public record Post(URI address, Message message, SigningKeys keys) {}

    /** An answer with a status. */
    public static Posted status(int status) {
        return new Posted.Answered(status, TOOK, null);
    }

    /** No answer. */
    public static Posted failure(Posted.Failure failure) {
        return new Posted.Failed(failure, TOOK);
    }

    /** From now on an address answers so; 204 where nothing was said. */
    public void answer(URI address, Posted answer) {
        answer(address, _ -> Mono.just(answer));
    }

    public void answer(URI address, Function<Message, Mono<Posted>> answer) {
        answers.put(address, answer);
    }

    /** All that was posted, in order. */
    public List<Post> posts() {
        return posts;
    }

    public List<Post> to(URI address) {
        return posts.stream().filter(post -> post.address().equals(address)).toList();
    }

    @Override
    public Optional<AddressFault> fault(URI address) {
        return "https".equals(address.getScheme()) ? Optional.empty() : Optional.of(AddressFault.NOT_HTTPS);
    }

    @Override
    public Mono<Posted> post(URI address, Message message, SigningKeys keys) {
        return Mono.defer(() -> {
            posts.add(new Post(address, message, keys));
            return answers.getOrDefault(address, _ -> Mono.just(status(204))).apply(message);
        });
    }
}
