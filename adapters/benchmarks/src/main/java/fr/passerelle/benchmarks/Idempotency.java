package fr.passerelle.benchmarks;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** One key makes one request, however often and however closely together it is sent. */
final class Idempotency implements Proof {
    private static final int CALLS = 200;
    private static final int MOST_TRIES = 20;
    private static final String REQUESTS = "/v1/authorisation-requests";
    private static final String KEY = "the-one-key";

    private final AtomicLong inFlight = new AtomicLong();
    private final AtomicLong unavailable = new AtomicLong();

    @Override
    public String name() {
        return "idempotency";
    }

    @Override
    public String claim() {
        return "the same key and body, " + CALLS + " times in parallel, make one request";
    }

    @Override
    public void run(Stand stand, Figures figures, boolean isFull) throws Exception {
        Client client = stand.client();
        People.settleEmployer(client, 1);
        People.settleWorker(client, 1, 1);
        String body = People.request(1, 1, "ID-1", "Boulangère");
        long start = System.nanoTime();
        List<Client.Answer> answers = AtOnce.all(CALLS, CALLS, _ -> persistently(client, body));
        figures.show("milliseconds_for_all", (System.nanoTime() - start) / 1_000_000);
        String original = client.post(REQUESTS, body, KEY).ok().text("id");
        showAnswers(figures, answers, original);
        figures.expect(
                "requests_made",
                client.get(REQUESTS + "?limit=200").ok().body().path("items").size(),
                1);
        String otherBody = People.request(1, 1, "ID-2", "Boulangère");
        figures.expect(
                "same_key_other_body", client.post(REQUESTS, otherBody, KEY).status(), 422);
        Client.Answer duplicate = client.post(REQUESTS, otherBody);
        figures.expect("same_contract_other_key", duplicate.status(), 409);
        String named = duplicate.body().path("original").path("id").asString("");
        figures.require("the duplicate names " + named + ", not " + original, named.equals(original));
    }

    /** As the contract asks: an answer that says it is worth another try gets one, with the same key, after the pause it names. */
    private Client.Answer persistently(Client client, String body) throws InterruptedException {
        Client.Answer answer = client.post(REQUESTS, body, KEY);
        for (int tries = 1; tries < MOST_TRIES && isWorthAnotherTry(answer); tries++) {
            (answer.status() == 409 ? inFlight : unavailable).incrementAndGet();
            Thread.sleep(1000L * answer.body().path("retry_after").asLong(1));
            answer = client.post(REQUESTS, body, KEY);
        }
        return answer;
    }

    private static boolean isWorthAnotherTry(Client.Answer answer) {
        return (answer.status() == 409 || answer.status() == 503)
                && answer.body().path("retryable").asBoolean();
    }

    private void showAnswers(Figures figures, List<Client.Answer> answers, String original) {
        List<Client.Answer> created =
                answers.stream().filter(answer -> answer.status() == 201).toList();
        long replayed = created.stream().filter(Client.Answer::isReplayed).count();
        figures.expect("created_201", created.size(), CALLS);
        figures.expect("created_201_not_replayed", created.size() - replayed, 1);
        figures.show("told_in_flight_409_first", inFlight);
        figures.show("told_unavailable_503_first", unavailable);
        figures.require(
                "an answer names another request",
                created.stream().allMatch(answer -> answer.text("id").equals(original)));
    }
}
