package fr.passerelle.api.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import fr.passerelle.api.operator.Command.Because;
import fr.passerelle.ids.RequestId;
import fr.passerelle.ids.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {
    private static final TenantId TENANT = TenantId.next(Instant.EPOCH);
    private static final RequestId REQUEST = RequestId.next(Instant.EPOCH);
    private static final String ME = System.getProperty("user.name");

    @ParameterizedTest
    @MethodSource
    void understands(Command command, List<String> typed) {
        assertThat(CommandLine.read(typed).command()).isEqualTo(command);
    }

    static Stream<Arguments> understands() {
        Because byMe = new Because(ME, null);
        return Stream.of(
                Arguments.of(new Command.Status(), List.of("status")),
                Arguments.of(new Command.Status(), List.of("status", "--json")),
                Arguments.of(
                        new Command.Pause(Optional.empty(), new Because(ME, "works")),
                        List.of("pause", "--reason", "works")),
                Arguments.of(
                        new Command.Pause(Optional.of(TENANT), new Because("camille", "a = b")),
                        List.of("pause", "--tenant", TENANT.text(), "--reason=a = b", "--by", "camille")),
                Arguments.of(
                        new Command.Resume(Optional.of(TENANT), byMe),
                        List.of("resume", "--tenant", TENANT.value().toString())),
                Arguments.of(new Command.Resume(Optional.empty(), byMe), List.of("resume")),
                Arguments.of(new Command.ListQuarantine(), List.of("quarantine", "list")),
                Arguments.of(
                        new Command.Release(REQUEST, new Because("camille", null)),
                        List.of("quarantine", "release", REQUEST.text(), "--by", "camille")),
                Arguments.of(new Command.ListStuck(), List.of("work", "list", "--stuck")),
                Arguments.of(new Command.Wake(REQUEST, byMe), List.of("work", "wake", REQUEST.text())),
                Arguments.of(new Command.CheckWork(), List.of("work", "check")),
                Arguments.of(
                        new Command.RepairDeadWork(new Because(ME, "restored")),
                        List.of("work", "repair", "--reason", "restored")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "stat",
                "status now",
                "status --tenant=tnt_00000000000000000000000000",
                "status --stuck",
                "status --jason",
                "status --json=yes",
                "pause",
                "pause --reason",
                "pause --reason=",
                "pause --reason=works --tenant=acme",
                "resume --by=",
                "quarantine",
                "quarantine list all",
                "quarantine release",
                "quarantine release req_1 --by=camille",
                "quarantine release req_00000000000000000000000000",
                "work",
                "work list",
                "work wake",
                "work check --stuck"
            })
    void changesNothingByHalfACommand(String typed) {
        List<String> arguments = typed.isEmpty() ? List.of() : List.of(typed.split(" "));

        assertThatExceptionOfType(NotUnderstood.class)
                .isThrownBy(() -> CommandLine.read(arguments).command())
                .satisfies(why -> assertThat(why.getMessage()).isNotBlank());
    }

    @Test
    void leavesSettingsToTheService() {
        CommandLine line = CommandLine.read(List.of("--passerelle.database.host=db", "status", "--json"));

        assertThat(line.settings()).containsExactly("--passerelle.database.host=db");
        assertThat(line.asksForJson()).isTrue();
        assertThat(line.asksForHelp()).isFalse();
    }

    @Test
    void helps() {
        assertThat(CommandLine.read(List.of("--help")).asksForHelp()).isTrue();
        assertThat(CommandLine.read(List.of("help")).asksForHelp()).isTrue();
        assertThat(CommandLine.USAGE.lines())
                .allSatisfy(line -> assertThat(line).hasSizeLessThan(121));
    }
}
