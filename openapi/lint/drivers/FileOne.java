import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import fr.passerelle.client.ApiClient;
import fr.passerelle.client.ApiException;
import fr.passerelle.client.api.AuthorisationRequestsApi;
import fr.passerelle.client.api.DocumentsApi;
import fr.passerelle.client.api.EmployersApi;
import fr.passerelle.client.api.MandatesApi;
import fr.passerelle.client.api.PlatformAccountsApi;
import fr.passerelle.client.api.WorkersApi;
import fr.passerelle.client.model.Address;
import fr.passerelle.client.model.AuthorisationRequest;
import fr.passerelle.client.model.Contract;
import fr.passerelle.client.model.DocumentType;
import fr.passerelle.client.model.EmployerContent;
import fr.passerelle.client.model.EmployerKind;
import fr.passerelle.client.model.Establishment;
import fr.passerelle.client.model.Identifier;
import fr.passerelle.client.model.Job;
import fr.passerelle.client.model.Mandate;
import fr.passerelle.client.model.MandateContent;
import fr.passerelle.client.model.PersonName;
import fr.passerelle.client.model.PlatformAccountContent;
import fr.passerelle.client.model.RequestContent;
import fr.passerelle.client.model.RequestType;
import fr.passerelle.client.model.Residence;
import fr.passerelle.client.model.Signatory;
import fr.passerelle.client.model.Submission;
import fr.passerelle.client.model.WorkerContent;
import fr.passerelle.client.model.Workplace;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Files one request with the generated client, from an employer that does not exist yet to the submission. Takes
 * PASSERELLE_URL and PASSERELLE_TOKEN from the environment and prints the request's id and state.
 */
public final class FileOne {
    private static final String SIRET = "73282932000074";
    private static final String WORKER = "sal-1";

    private final ApiClient client;
    private final String run = UUID.randomUUID().toString();
    private final String employer = "java-" + run;

    private FileOne(String url, String token) {
        client = new ApiClient();
        client.updateBaseUri(url);
        client.setRequestInterceptor(request -> request.header("Authorization", "Bearer " + token));
        client.setObjectMapper(new WithFiles(client.getObjectMapper()));
    }

    public static void main(String[] args) throws ApiException, IOException {
        AuthorisationRequest request = new FileOne(setting("PASSERELLE_URL"), setting("PASSERELLE_TOKEN")).file();
        System.out.println("request: " + request.getId());
        System.out.println("state: " + request.getState());
    }

    private AuthorisationRequest file() throws ApiException, IOException {
        putEmployer();
        mandate();
        new PlatformAccountsApi(client)
                .linkPlatformAccount(PlatformAccountsApi.APILinkPlatformAccountRequest.newBuilder()
                        .employer(employer)
                        .platformAccountContent(new PlatformAccountContent()
                                .login("rh+" + run + "@boulangerie-du-port.example")
                                .password(UUID.randomUUID().toString()))
                        .build());
        putWorker();
        String id = draft().getId();
        new DocumentsApi(client)
                .putDocument(DocumentsApi.APIPutDocumentRequest.newBuilder()
                        .requestId(id)
                        .documentType(DocumentType.ID_PASSPORT_PAGES)
                        .body(pdf("Passeport"))
                        .build());
        AuthorisationRequestsApi requests = new AuthorisationRequestsApi(client);
        requests.submitAuthorisationRequest(AuthorisationRequestsApi.APISubmitAuthorisationRequestRequest.newBuilder()
                .requestId(id)
                .idempotencyKey(UUID.randomUUID().toString())
                .submission(new Submission().actingUser("u-318"))
                .build());
        return requests.getAuthorisationRequest(AuthorisationRequestsApi.APIGetAuthorisationRequestRequest.newBuilder()
                .requestId(id)
                .build());
    }

    private void putEmployer() throws ApiException {
        new EmployersApi(client)
                .putEmployer(EmployersApi.APIPutEmployerRequest.newBuilder()
                        .employer(employer)
                        .employerContent(new EmployerContent()
                                .siren("732829320")
                                .legalName("La Boulangerie du Port")
                                .kind(EmployerKind.COMPANY)
                                .establishments(
                                        List.of(new Establishment().siret(SIRET).address(address()))))
                        .build());
    }

    private void mandate() throws ApiException, IOException {
        MandatesApi mandates = new MandatesApi(client);
        Mandate mandate = mandates.addMandate(MandatesApi.APIAddMandateRequest.newBuilder()
                .employer(employer)
                .idempotencyKey(UUID.randomUUID().toString())
                .mandateContent(new MandateContent()
                        .signedBy("Maëlle Vandenbroucke")
                        .signedOn(LocalDate.now())
                        .validFrom(LocalDate.now()))
                .build());
        mandates.putMandateDocument(MandatesApi.APIPutMandateDocumentRequest.newBuilder()
                .employer(employer)
                .mandateId(mandate.getId())
                .body(pdf("Mandat"))
                .build());
    }

    private void putWorker() throws ApiException {
        new WorkersApi(client)
                .putWorker(WorkersApi.APIPutWorkerRequest.newBuilder()
                        .employer(employer)
                        .worker(WORKER)
                        .workerContent(new WorkerContent()
                                .name(new PersonName().familyName("Nguyễn").givenNames(List.of("Thị Ánh")))
                                .birthDate("1994-07-03")
                                .nationalities(List.of("VN"))
                                .identifiers(List.of(new Identifier()
                                        .kind(Identifier.KindEnum.PASSPORT)
                                        .number("C1234567")
                                        .validTo(LocalDate.of(2032, 5, 9))
                                        .issuer("VN"))))
                        .build());
    }

    private AuthorisationRequest draft() throws ApiException {
        return new AuthorisationRequestsApi(client)
                .createAuthorisationRequest(AuthorisationRequestsApi.APICreateAuthorisationRequestRequest.newBuilder()
                        .idempotencyKey(UUID.randomUUID().toString())
                        .requestContent(new RequestContent()
                                .clientReference("DAT-" + run)
                                .employer(employer)
                                .worker(WORKER)
                                .type(RequestType.SALARIE)
                                .residenceAtFiling(Residence.ABROAD)
                                .siret(SIRET)
                                .signatory(new Signatory()
                                        .name("Maëlle Vandenbroucke")
                                        .function("Gérante")
                                        .email("gerance@boulangerie-du-port.example"))
                                .job(new Job().title("Boulangère").rome("D1102"))
                                .contract(new Contract()
                                        .type(Contract.TypeEnum.PERMANENT)
                                        .reference("CT-1")
                                        .start(LocalDate.now().plusDays(90))
                                        .weeklyHours("35.00")
                                        .grossMonthlyPay("2150.00"))
                                .workplaces(List.of(new Workplace().address(address()))))
                        .build());
    }

    private static Address address() {
        return new Address()
                .street("12 quai de l’Escaut")
                .postalCode("62400")
                .city("Béthune")
                .country("FR");
    }

    private static String setting(String name) {
        String value = System.getenv(name);
        if (value == null || value.isEmpty()) {
            throw new IllegalStateException(name + " is not set");
        }
        return value;
    }

    /** The smallest PDF with one empty page. */
    private static File pdf(String title) throws IOException {
        List<String> objects = List.of(
                "<< /Type /Catalog /Pages 2 0 R >>",
                "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
                "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>",
                "<< /Title (" + title + ") >>");
        StringBuilder text = new StringBuilder("%PDF-1.7\n");
        List<Integer> offsets = new ArrayList<>();
        for (String object : objects) {
            offsets.add(text.length());
            text.append(offsets.size()).append(" 0 obj\n").append(object).append("\nendobj\n");
        }
        int table = text.length();
        int size = objects.size() + 1;
        text.append("xref\n0 ").append(size).append("\n0000000000 65535 f \n");
        offsets.forEach(offset -> text.append("%010d 00000 n \n".formatted(offset)));
        text.append("trailer\n<< /Size ").append(size).append(" /Root 1 0 R /Info 4 0 R >>\n");
        text.append("startxref\n").append(table).append("\n%%EOF\n");
        Path file = Files.createTempFile("passerelle", ".pdf");
        file.toFile().deleteOnExit();
        return Files.writeString(file, text, StandardCharsets.US_ASCII).toFile();
    }

    /** The generated client writes every body as JSON, files too; this writes a file as its bytes. */
    private static final class WithFiles extends ObjectMapper {
        private static final long serialVersionUID = 1L;

        WithFiles(ObjectMapper other) {
            super(other);
        }

        @Override
        public ObjectMapper copy() {
            return new WithFiles(this);
        }

        @Override
        public byte[] writeValueAsBytes(Object value) throws JsonProcessingException {
            if (value instanceof File file) {
                try {
                    return Files.readAllBytes(file.toPath());
                } catch (IOException e) {
                    throw JsonMappingException.fromUnexpectedIOE(e);
                }
            }
            return super.writeValueAsBytes(value);
        }
    }
}
