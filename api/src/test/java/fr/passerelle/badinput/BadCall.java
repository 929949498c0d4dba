package fr.passerelle.badinput;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A call that must be refused.
 *
 * @param fault what is wrong with it
 * @param statuses one of which answers it
 * @param pointers places in the body of which the answer must speak
 */
public record BadCall(
        String operation,
        String fault,
        String method,
        String path,
        Map<String, String> headers,
        byte[] body,
        Set<Integer> statuses,
        List<String> pointers) {
    @Override
    public String toString() {
        return operation + ": " + fault;
    }
}
