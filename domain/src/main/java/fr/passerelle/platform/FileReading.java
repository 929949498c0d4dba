package fr.passerelle.platform;

/** What is found under a deposit number. */
public sealed interface FileReading {
    /**
     * @param raw the page as it came, cut at the adapter's limit
     */
    record Present(PlatformFile file, byte[] raw) implements FileReading {}

    record Absent() implements FileReading {}
}
