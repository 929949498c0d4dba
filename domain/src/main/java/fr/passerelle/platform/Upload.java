package fr.passerelle.platform;

/**
 * A document to attach.
 *
 * @param code the platform's code of the document type
 * @param sha256 of the content, in lower-case hexadecimal
 */
public record Upload(String code, String fileName, byte[] content, String sha256) {
    @Override
    public String toString() {
        return "Upload[" + code + ", " + content.length + " bytes]";
    }
}
