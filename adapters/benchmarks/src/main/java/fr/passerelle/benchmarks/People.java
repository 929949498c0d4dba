package fr.passerelle.benchmarks;

/** Invented employers, workers and requests, numbered so that no two are alike. */
final class People {
    private static final String REQUESTS = "/v1/authorisation-requests";
    private static final String EMPLOYER = """
        {"siren": "%s", "legal_name": "Entreprise %d", "kind": "company", "establishments": [{"siret": "%s"}]}\
        """;
    private static final String MANDATE = """
        {"signed_by": "Claire Delattre", "signed_on": "2026-01-05", "valid_from": "2026-01-05", "valid_to": "2036-01-05"}\
        """;
    private static final String ACCOUNT = """
        {"login": "%s", "password": "un mot de passe"}\
        """;
    private static final String WORKER = """
        {"name": {"family_name": "Nguyễn %2$s", "given_names": ["Thị Ánh"]}, "birth_date": "1994-07-03",
         "nationalities": ["VN"],
         "identifiers": [{"kind": "passport", "number": "C%1$07d", "valid_to": "2036-05-09", "issuer": "VN"}]}\
        """;
    private static final String REQUEST = """
        {"client_reference": "%s", "employer": "%s", "worker": "%s", "type": "salarie",
         "residence_at_filing": "abroad", "siret": "%s",
         "signatory": {"name": "Claire Delattre", "function": "Gérante", "email": "claire.delattre@example.org"},
         "job": {"title": "%s", "rome": "D1102"},
         "contract": {"type": "permanent", "reference": "CT-%s", "start": "2027-03-01",
                      "weekly_hours": "35.00", "gross_monthly_pay": "2150.00"},
         "workplaces": [{"address": {"street": "1 rue du Port", "postal_code": "62400", "city": "Béthune",
                                     "country": "FR"}}],
         "offer": {"organisation": "France Travail", "offer_id": "189KLMP", "from": "2026-09-01",
                   "to": "2026-09-25", "applications_received": 3}}\
        """;

    private People() {}

    /** An employer that can file, with its mandate and its account on the platform. */
    static void settleEmployer(Client client, int number) {
        String path = "/v1/employers/" + employer(number);
        client.put(path, EMPLOYER.formatted(siren(number), number, siret(number)))
                .ok();
        String mandate = client.post(path + "/mandates", MANDATE).ok().text("id");
        client.putPdf(path + "/mandates/" + mandate + "/document").ok();
        client.put(path + "/platform-account", ACCOUNT.formatted(login(number))).ok();
    }

    /** An employer under another name than before: something that happens. */
    static void renameEmployer(Client client, int number, int edition) {
        String name = EMPLOYER.formatted(siren(number), number, siret(number))
                .replace("Entreprise " + number, "Entreprise " + number + " bis " + edition);
        client.put("/v1/employers/" + employer(number), name).ok();
    }

    static void settleWorker(Client client, int employer, int number) {
        client.put(
                        "/v1/employers/" + employer(employer) + "/workers/" + worker(number),
                        WORKER.formatted(number, letters(number)))
                .ok();
    }

    /** A permit of a title that is over, so that there are warnings about it; its id. */
    static String settlePermit(Client client, int employer, int number) {
        return client.put("/v1/employers/" + employer(employer) + "/permits/titre-" + number, """
            {"worker": "%s",
             "title": {"code": "VPF_SOINS", "valid_from": "2025-01-01", "valid_to": "2025-12-31"},
             "employment": {"type": "permanent", "start": "2024-01-08"}}\
            """.formatted(
                                worker(number)))
                .ok()
                .text("id");
    }

    static String employer(int number) {
        return "entreprise-" + number;
    }

    /** By which the employer enters the platform. */
    static String login(int number) {
        return "rh@entreprise-" + number + ".example";
    }

    static String worker(int number) {
        return "sal-" + number;
    }

    /** A request with all that it needs but its documents. */
    static String request(int employer, int worker, String reference, String jobTitle) {
        return REQUEST.formatted(
                reference, employer(employer), worker(worker), siret(employer), jobTitle, worker(worker));
    }

    /** The request of a worker who is settled for it, with its documents: it can be submitted. Answers its id. */
    static String prepare(Client client, int employer, int number, String reference, String jobTitle) {
        settleWorker(client, employer, number);
        String id = client.post(REQUESTS, request(employer, number, reference, jobTitle))
                .ok()
                .text("id");
        client.putPdf(REQUESTS + "/" + id + "/documents/id_passport_pages").ok();
        return id;
    }

    /** The same, submitted. */
    static String file(Client client, int employer, int number, String reference, String jobTitle) {
        String id = prepare(client, employer, number, reference, jobTitle);
        client.post(REQUESTS + "/" + id + "/submission", "{}").ok();
        return id;
    }

    private static String siren(int number) {
        return withCheckDigit("%08d".formatted(81_000_000 + number));
    }

    static String siret(int number) {
        return withCheckDigit(siren(number) + "0001");
    }

    /** Luhn: from the right, every second digit counts double. */
    private static String withCheckDigit(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            sum += i % 2 == 0 ? digit / 5 + digit * 2 % 10 : digit;
        }
        return digits + (10 - sum % 10) % 10;
    }

    /** Names hold no digits. */
    private static String letters(int number) {
        return String.valueOf(number)
                .chars()
                .mapToObj(digit -> String.valueOf((char) ('A' + digit - '0')))
                .reduce("", String::concat);
    }
}
