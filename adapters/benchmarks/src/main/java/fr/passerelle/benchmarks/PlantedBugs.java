package fr.passerelle.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * Breaks one rule at a time in a copy of the sources, and asks the tests that guard it. A test that passes all the same guards
 * nothing; so does one that fails on sources that nobody broke, or on sources that no longer compile.
 */
final class PlantedBugs implements LoneProof {
    private static final Path COPY = Path.of("adapters/benchmarks/target/planted");
    private static final long PATIENCE_MINUTES = 10;
    private static final String DOMAIN = "domain/src/main/java/fr/passerelle/";
    private static final String PERSISTENCE = "adapters/persistence/src/main/java/fr/passerelle/persistence/";
    private static final String ANEF = "adapters/anef/src/main/java/fr/passerelle/anef/";

    /**
     * A rule, broken.
     *
     * @param from what stands in the file once
     * @param module whose tests find it
     */
    private record Bug(String name, String file, String from, String to, String module, String tests) {}

    private static final List<Bug> BUGS = List.of(
            new Bug(
                    "a 503 to a submission is taken for not sent",
                    ANEF + "Sending.java",
                    "case Answered(var answer) -> meaningOf(answer, meaning);",
                    "case Answered(var answer) when answer.status() == 503 -> new SubmitAnswer.NotSent("
                            + "Fault.SERVER_ERROR, \"try again\", answer.exchange());\n"
                            + "            case Answered(var answer) -> meaningOf(answer, meaning);",
                    "adapters/anef",
                    "SubmissionsTest"),
            new Bug(
                    "the intent is stored after the submission",
                    DOMAIN + "requests/FileRequest.java",
                    ".then(Mono.defer(() -> submit(prepared, intending, intended)));",
                    ".then(Mono.<Void>empty())\n"
                            + "                .delaySubscription(submit(prepared, intending, intended)"
                            + ".onErrorComplete());",
                    "domain",
                    "ExactlyOnceTest,FileRequestTest"),
            new Bug(
                    "a lease that passes on lets its new holder send",
                    DOMAIN + "requests/MoveOn.java",
                    "? reconciling.takeOver(work.claim(), work.request(), attempt)",
                    "? attempted(work, filing::file)",
                    "domain",
                    "ExactlyOnceTest,ReconcileAttemptTest"),
            new Bug(
                    "the journal is written outside the commit",
                    PERSISTENCE + "R2dbcRequests.java",
                    "EventRows.append(tx, tenant, change.events()));",
                    "transactions.write(tenant, other -> EventRows.append(other, tenant, change.events())));",
                    "adapters/persistence",
                    "R2dbcRequestsTest,SaveEverythingTest"),
            new Bug(
                    "an HTML page is read as data",
                    ANEF + "PortalAnswer.java",
                    "if (!type.equalsTypeAndSubtype(expected)) {",
                    "if (!type.equalsTypeAndSubtype(expected) && !isPage()) {",
                    "adapters/anef",
                    "SubmissionsTest,WebClientPlatformTest"),
            new Bug(
                    "one clean read is enough",
                    DOMAIN + "requests/Reconciliation.java",
                    "if (clean != null && now.isAfter(clean.plus(visibilityDelay))) {",
                    "if (clean == null || now.isAfter(clean.plus(visibilityDelay))) {",
                    "domain",
                    "ReconciliationTest,ReconcileAttemptTest"),
            new Bug(
                    "the tenant's setting outlives its transaction",
                    PERSISTENCE + "Transactions.java",
                    "+ tenant.value() + \"', true)\";",
                    "+ tenant.value() + \"', false)\";",
                    "adapters/persistence",
                    "RowLevelSecurityTest"),
            new Bug(
                    "Retry-After is ignored",
                    DOMAIN + "pace/LaneState.java",
                    "comeBack == null ? rules.pushBack()",
                    "comeBack == null || comeBack.isPositive() ? rules.pushBack()",
                    "domain",
                    "LaneStateTest"),
            new Bug(
                    "each replica has a budget of its own",
                    PERSISTENCE + "R2dbcLanes.java",
                    "select * from pace_lane where lane = $1 for update",
                    "select * from pace_lane where lane = $1",
                    "adapters/persistence",
                    "R2dbcLanesTest"),
            new Bug(
                    "a lease ends by the clock of whoever claims",
                    PERSISTENCE + "R2dbcWorkQueue.java",
                    "lease_until = clock_timestamp() + $6 * interval '1 millisecond',",
                    "lease_until = $5 + $6 * interval '1 millisecond',",
                    "adapters/persistence",
                    "R2dbcWorkQueueTest"),
            new Bug(
                    "a key is good for any body",
                    PERSISTENCE + "IdempotencyRows.java",
                    "return row.text(\"fingerprint\").equals(used.fingerprint())",
                    "return !row.text(\"fingerprint\").isEmpty()",
                    "adapters/persistence",
                    "IdempotencyKeysTest,R2dbcRequestsTest,R2dbcIdempotenciesTest"),
            new Bug(
                    "a status that goes backwards overwrites the one before",
                    DOMAIN + "requests/Tracking.java",
                    "if (rank(after) < rank(state)) {",
                    "if (rank(after) < 0) {",
                    "domain",
                    "TrackRequestTest"),
            new Bug(
                    "one identifier proves a receipt",
                    DOMAIN + "platform/ReceiptMatch.java",
                    "private static final int ENOUGH = 2;",
                    "private static final int ENOUGH = 1;",
                    "domain",
                    "ReceiptMatchTest"),
            new Bug(
                    "a stopped lane is called as before",
                    DOMAIN + "pace/LaneState.java",
                    "case Flow.Stopped stopped -> stopped.nextProbe().isAfter(now) ? 0 : 1;",
                    "case Flow.Stopped _ -> 1;",
                    "domain",
                    "LaneStateTest,PaceTest"),
            new Bug(
                    "a second piece of work of a busy login is leased",
                    PERSISTENCE + "R2dbcWorkQueue.java",
                    "where busy.tenant_id = free.tenant_id and busy.login = free.login)",
                    "where busy.tenant_id = free.tenant_id and busy.login = free.login and false)",
                    "adapters/persistence",
                    "R2dbcWorkQueueTest"));

    @Override
    public String name() {
        return "planted-bugs";
    }

    @Override
    public String claim() {
        return "fifteen rules, each broken in a copy of the sources: the tests that guard it fail";
    }

    @Override
    public void run(Figures figures, boolean isFull) throws Exception {
        copySources();
        Map<String, List<String>> guards = new TreeMap<>();
        BUGS.forEach(bug ->
                guards.computeIfAbsent(bug.module(), _ -> new ArrayList<>()).add(bug.tests()));
        for (Map.Entry<String, List<String>> guard : guards.entrySet()) {
            Verdict verdict = test(guard.getKey(), String.join(",", guard.getValue()));
            figures.show("unbroken " + guard.getKey(), verdict);
            figures.require(
                    "the tests of " + guard.getKey() + " pass on the sources as they are", verdict == Verdict.PASSED);
        }
        long found = 0;
        for (Bug bug : BUGS) {
            Verdict verdict = plant(bug);
            figures.show(bug.name(), verdict);
            found += verdict == Verdict.FOUND ? 1 : 0;
        }
        figures.show("bugs_planted", BUGS.size());
        figures.expect("bugs_found", found, BUGS.size());
    }

    /** What the tests say. */
    private enum Verdict {
        PASSED,
        FOUND,
        DOES_NOT_BUILD
    }

    private static Verdict plant(Bug bug) throws Exception {
        Path file = COPY.resolve(bug.file());
        String sound = Files.readString(file);
        if (sound.split(Pattern.quote(bug.from()), -1).length != 2) {
            throw new IllegalStateException(bug.file() + " does not hold once: " + bug.from());
        }
        try {
            Files.writeString(file, sound.replace(bug.from(), bug.to()));
            return test(bug.module(), bug.tests());
        } finally {
            Files.writeString(file, sound);
        }
    }

    private static Verdict test(String module, String tests) throws IOException, InterruptedException {
        Path log = COPY.resolve("last.log");
        Process process = new ProcessBuilder(
                        "./mvnw",
                        "-o",
                        "-q",
                        "-pl",
                        module,
                        "-am",
                        "test",
                        "-Dtest=" + tests,
                        "-Dsurefire.failIfNoSpecifiedTests=false")
                .directory(COPY.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            throw new IllegalStateException("the tests of " + module + " do not end");
        }
        if (process.exitValue() == 0) {
            return Verdict.PASSED;
        }
        String said = Files.readString(log);
        return said.contains("<<< FAILURE!") || said.contains("<<< ERROR!") ? Verdict.FOUND : Verdict.DOES_NOT_BUILD;
    }

    /** What is under version control, or would be: no artefacts, so that nothing but the copy is tested. */
    private static void copySources() throws IOException, InterruptedException {
        Process listing = new ProcessBuilder("git", "ls-files", "--cached", "--others", "--exclude-standard").start();
        List<String> files = listing.inputReader().lines().toList();
        listing.waitFor();
        for (String file : files) {
            Path source = Path.of(file);
            Path copy = COPY.resolve(file);
            if (Files.isRegularFile(source) && !isSame(source, copy)) {
                Files.createDirectories(copy.getParent());
                Files.copy(source, copy, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    private static boolean isSame(Path source, Path copy) throws IOException {
        return Files.exists(copy) && Files.mismatch(source, copy) == -1;
    }
}
