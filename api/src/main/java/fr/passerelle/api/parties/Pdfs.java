package fr.passerelle.api.parties;

import fr.passerelle.api.http.ApiProblem;
import fr.passerelle.api.http.FieldError;
import fr.passerelle.api.http.ProblemCode;
import fr.passerelle.documents.DocumentInspection;
import fr.passerelle.documents.DocumentInspection.Verdict;
import fr.passerelle.documents.StoredDocument;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Reads PDFs from the bodies of calls, and writes them. */
public final class Pdfs {
    /** As the platform: 2 MB for a document. */
    public static final int MOST_BYTES = 2 * 1024 * 1024;

    private static final Pattern SHA_256 = Pattern.compile("(?:^|,)\\s*sha-256=:([A-Za-z0-9+/=]{44}):");
    private static final Pattern FILE_NAME = Pattern.compile("[^\\p{Cntrl}/\\\\]{1,200}");

    private final DocumentInspection inspection;

    public Pdfs(DocumentInspection inspection) {
        this.inspection = inspection;
    }

    /** A PDF that was received whole and inspected. */
    public record Received(String fileName, byte[] content) {}

    /**
     * Receives a PDF. Fails with {@code unsupported_media_type} when something else is declared, {@code too_large} beyond
     * the limit, {@code document_refused} when the content is not a PDF that the platform takes.
     */
    public Mono<Received> receive(ServerWebExchange exchange, String defaultName) {
        HttpHeaders headers = exchange.getRequest().getHeaders();
        MediaType type = headers.getContentType();
        if (type == null || !type.equalsTypeAndSubtype(MediaType.APPLICATION_PDF)) {
            return Mono.error(new ApiProblem(ProblemCode.UNSUPPORTED_MEDIA_TYPE));
        }
        if (headers.getContentLength() > MOST_BYTES) {
            return Mono.error(new ApiProblem(ProblemCode.TOO_LARGE));
        }
        String digest = headers.getFirst("Content-Digest");
        String fileName = fileName(headers, defaultName);
        return DataBufferUtils.join(exchange.getRequest().getBody(), MOST_BYTES)
                .map(Pdfs::bytes)
                .defaultIfEmpty(new byte[0])
                .onErrorMap(DataBufferLimitException.class, e -> new ApiProblem(ProblemCode.TOO_LARGE))
                .publishOn(Schedulers.boundedElastic())
                .map(content -> checked(content, digest))
                .map(content -> new Received(fileName, content));
    }

    private byte[] checked(byte[] content, @Nullable String digest) {
        if (digest != null && !matches(digest, content)) {
            throw ApiProblem.invalidParameter("Content-Digest", "digest_mismatch");
        }
        Verdict verdict = inspection.inspect(content);
        if (verdict != Verdict.ACCEPTED) {
            String code = verdict.name().toLowerCase(Locale.ROOT);
            throw new ApiProblem(ProblemCode.DOCUMENT_REFUSED).with(FieldError.at("", code));
        }
        return content;
    }

    /** Of the algorithms of RFC 9530 we check SHA-256 alone; a digest by another one only is refused, not ignored. */
    private static boolean matches(String header, byte[] content) {
        Matcher matcher = SHA_256.matcher(header);
        if (!matcher.find()) {
            return false;
        }
        try {
            byte[] actual = MessageDigest.getInstance("SHA-256").digest(content);
            return MessageDigest.isEqual(actual, Base64.getDecoder().decode(matcher.group(1)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static String fileName(HttpHeaders headers, String defaultName) {
        String given = disposition(headers).getFilename();
        return given != null && FILE_NAME.matcher(given).matches() ? given : defaultName;
    }

    private static ContentDisposition disposition(HttpHeaders headers) {
        try {
            return headers.getContentDisposition();
        } catch (IllegalArgumentException e) {
            throw ApiProblem.invalidParameter("Content-Disposition", "wrong_form");
        }
    }

    private static byte[] bytes(DataBuffer buffer) {
        byte[] bytes = new byte[buffer.readableByteCount()];
        buffer.read(bytes);
        DataBufferUtils.release(buffer);
        return bytes;
    }

    /** A PDF as an answer, to be saved and not shown in a page. */
    public static ResponseEntity<byte[]> answer(StoredDocument document) {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_PDF)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(document.document().type().code() + ".pdf")
                                .build()
                                .toString())
                .body(document.content());
    }
}
