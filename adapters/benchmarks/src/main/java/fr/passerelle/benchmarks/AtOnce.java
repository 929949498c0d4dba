package fr.passerelle.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** Calls of several clients at the same time. */
final class AtOnce {
    private AtOnce() {}

    /** One of the calls. */
    interface Call<T> {
        T make(int number) throws Exception;
    }

    /** What came of each of the numbered calls, in their order; the failure of one is thrown. */
    static <T> List<T> all(int clients, int count, Call<T> call) throws Exception {
        try (ExecutorService pool = Executors.newFixedThreadPool(clients)) {
            List<Future<T>> begun = IntStream.range(0, count)
                    .mapToObj(number -> pool.submit(() -> call.make(number)))
                    .toList();
            List<T> done = new ArrayList<>();
            for (Future<T> one : begun) {
                done.add(one.get());
            }
            return done;
        }
    }
}
