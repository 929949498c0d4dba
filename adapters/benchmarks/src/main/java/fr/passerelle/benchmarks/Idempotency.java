package fr.passerelle.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** One key makes one request, however often and however closely together it is sent. */
final class Idempotency implements Proof {
    private static final int CALLS = 200;
    private static final String REQUESTS = "/v1/authorisation-requests";
    private static final String KEY = "the-one-key";

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
        List<Client.Answer> answers = inParallel(client, body);
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

    private static List<Client.Answer> inParallel(Client client, String body) throws Exception {
        try (ExecutorService clients = Executors.newFixedThreadPool(CALLS)) {
            List<Future<Client.Answer>> calls = IntStream.range(0, CALLS)
                    .mapToObj(number -> clients.submit(() -> client.post(REQUESTS, body, KEY)))
                    .toList();
            List<Client.Answer> answers = new ArrayList<>();
            for (Future<Client.Answer> call : calls) {
                answers.add(call.get());
            }
            return answers;
        }
    }

    private static void showAnswers(Figures figures, List<Client.Answer> answers, String original) {
        List<Client.Answer> created =
                answers.stream().filter(answer -> answer.status() == 201).toList();
        long replayed = created.stream().filter(Client.Answer::isReplayed).count();
        long inFlight =
                answers.stream().filter(answer -> answer.status() == 409).count();
        figures.expectAtLeast("created_201", created.size(), 1);
        figures.expect("created_201_not_replayed", created.size() - replayed, 1);
        figures.show("replayed", replayed);
        figures.show("in_flight_409", inFlight);
        long unavailable =
                answers.stream().filter(answer -> answer.status() == 503).count();
        figures.expect("unavailable_503", unavailable, 0);
        figures.expect("other_answers", CALLS - created.size() - inFlight - unavailable, 0);
        figures.require(
                "an answer names another request",
                created.stream().allMatch(answer -> answer.text("id").equals(original)));
    }
}
