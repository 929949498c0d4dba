package fr.passerelle.law.right;

import static org.assertj.core.api.Assertions.assertThat;

import fr.passerelle.law.LawTables;
import fr.passerelle.law.WorkStart.ContractKind;
import fr.passerelle.law.right.Answer.Need;
import fr.passerelle.law.right.Answer.Start;
import fr.passerelle.law.right.Facts.AsylumClaim;
import fr.passerelle.law.right.Facts.Authorisation;
import fr.passerelle.law.right.Facts.Contract;
import fr.passerelle.law.right.Facts.Field;
import fr.passerelle.law.right.Facts.HeldTitle;
import fr.passerelle.law.right.Facts.Paper;
import fr.passerelle.law.right.Facts.Posting;
import fr.passerelle.law.right.Facts.Residence;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What holds for any facts; they are drawn from a seed, so that a failure comes again. */
class WorkRightPropertiesTest {
    private static final long SEED = 5_221;
    private static final int MANY = 200_000;
    private static final List<String> COUNTRIES = List.of("PT", "AD", "MA", "MA", "MA", "US", "DZ", "FR", "XX");
    private static final LawTables TABLES = LawTables.shipped();
    private static final WorkRight RULES = new WorkRight(TABLES);
    private static final List<Title> TITLES = new Titles(TABLES)
            .all().stream().sorted(java.util.Comparator.comparing(Title::code)).toList();

    private final Random random = new Random(SEED);

    private Stream<Facts> many() {
        return Stream.generate(this::any).limit(MANY);
    }

    @Test
    void neverSaysYesWhereTheRightIsNoneOrUnknown() {
        assertThat(many()).allSatisfy(facts -> {
            Answer answer = RULES.check(facts);
            if (answer.mayStartIsYes()) {
                assertThat(answer.authorisation()).isIn(Need.NOT_NEEDED, Need.NEEDED);
                assertThat(answer.asks()).isEmpty();
                assertThat(answer.certainty().mayBlock()).isTrue();
                assertThat(answer.basis()).isNotEmpty();
                assertThat(answer.until() == null || !answer.until().isBefore(facts.on()))
                        .isTrue();
                assertThat(isOfTitleWithoutRight(facts)).isFalse();
            } else {
                assertThat(answer.conditions()).isEmpty();
                assertThat(answer.until()).isNull();
            }
        });
    }

    @Test
    void areAskedOfManyWhoMayAndManyWhoMayNot() {
        long yes = many().limit(20_000)
                .filter(facts -> RULES.check(facts).mayStartIsYes())
                .count();

        assertThat(yes).isBetween(2_000L, 18_000L);
    }

    /** Of someone who needs a title: the holder of one without right, who is not posted from Europe. */
    private static boolean isOfTitleWithoutRight(Facts facts) {
        boolean isForeign = RULES.group(facts)
                .filter(group -> group == Countries.Group.THIRD || group == Countries.Group.ALGERIAN)
                .isPresent();
        boolean isPosted = facts.contract().posting() != null;
        boolean comesShortly =
                facts.residence() == Residence.ABROAD && facts.contract().field() != null;
        Optional<Title> title = RULES.title(facts);
        boolean hasNone = title.isEmpty() || title.get().right() == Right.NONE;
        return isForeign && !isPosted && !comesShortly && hasNone;
    }

    @Test
    void neverTurnsIntoAYesWhenAFactIsForgotten() {
        assertThat(many()).allSatisfy(facts -> {
            if (RULES.check(facts).mayStart() != Start.YES) {
                assertThat(lessFacts(facts)).noneMatch(less -> isYesOnWhatIsKnown(less));
            }
        });
    }

    @Test
    void isTheSameWhenAskedAgainByOtherRulesOfTheSameTables() {
        WorkRight others = new WorkRight(LawTables.shipped());

        assertThat(many().limit(20_000))
                .allSatisfy(facts -> assertThat(others.check(facts)).isEqualTo(RULES.check(facts)));
    }

    /** Of a visitor or a posted worker whose title nobody names, a yes asks that they enter and stay lawfully. */
    private static boolean isYesOnWhatIsKnown(Facts facts) {
        Answer answer = RULES.check(facts);
        boolean isOnCondition = facts.title() == null && answer.conditions().contains(Answer.Condition.ENTER_LAWFULLY);
        return answer.mayStartIsYes() && !isOnCondition;
    }

    /**
     * The same without one of the facts that decide. Neither the birth date nor the departments, of which the ordinary case is
     * taken; nor a paper or the kind of an authorisation, which can only add to a right or contradict it.
     */
    private static Stream<Facts> lessFacts(Facts f) {
        HeldTitle t = f.title();
        Contract c = f.contract();
        HeldTitle endless = t == null
                ? null
                : new HeldTitle(
                        t.code(), null, null, t.validFrom(), null, t.firstIssuedOn(), t.department(), t.workMention());
        HeldTitle unsaid = t == null
                ? null
                : new HeldTitle(t.code(), null, null, t.validFrom(), t.validTo(), null, t.department(), null);
        Contract open =
                new Contract(c.type(), null, null, null, c.field(), c.posting(), null, c.inProgress(), c.department());
        return Stream.of(
                with(f, null, f.residence(), t, f.renewalInTime(), f.hoursWorked(), f.asylum(), c, f.authorisation()),
                with(f, f.nationality(), null, t, f.renewalInTime(), f.hoursWorked(), f.asylum(), c, f.authorisation()),
                with(
                        f,
                        f.nationality(),
                        f.residence(),
                        null,
                        f.renewalInTime(),
                        f.hoursWorked(),
                        f.asylum(),
                        c,
                        f.authorisation()),
                with(
                        f,
                        f.nationality(),
                        f.residence(),
                        endless,
                        f.renewalInTime(),
                        f.hoursWorked(),
                        f.asylum(),
                        c,
                        f.authorisation()),
                with(
                        f,
                        f.nationality(),
                        f.residence(),
                        unsaid,
                        f.renewalInTime(),
                        f.hoursWorked(),
                        f.asylum(),
                        c,
                        f.authorisation()),
                with(f, f.nationality(), f.residence(), t, null, f.hoursWorked(), f.asylum(), c, f.authorisation()),
                with(f, f.nationality(), f.residence(), t, f.renewalInTime(), null, f.asylum(), c, f.authorisation()),
                with(
                        f,
                        f.nationality(),
                        f.residence(),
                        t,
                        f.renewalInTime(),
                        f.hoursWorked(),
                        null,
                        c,
                        f.authorisation()),
                with(
                        f,
                        f.nationality(),
                        f.residence(),
                        t,
                        f.renewalInTime(),
                        f.hoursWorked(),
                        f.asylum(),
                        open,
                        f.authorisation()),
                with(f, f.nationality(), f.residence(), t, f.renewalInTime(), f.hoursWorked(), f.asylum(), c, null));
    }

    private static Facts with(
            Facts f,
            @Nullable String nationality,
            @Nullable Residence residence,
            @Nullable HeldTitle title,
            @Nullable Boolean renewal,
            @Nullable Integer worked,
            @Nullable AsylumClaim asylum,
            Contract contract,
            @Nullable Authorisation authorisation) {
        return new Facts(
                f.on(),
                nationality,
                residence,
                f.birthDate(),
                f.inFranceSince(),
                title,
                title == null ? null : f.paper(),
                renewal,
                worked,
                asylum,
                f.registeredJobseeker(),
                contract,
                authorisation);
    }

    private Facts any() {
        return new Facts(
                Person.TODAY,
                maybe(COUNTRIES.get(random.nextInt(COUNTRIES.size()))),
                maybe(oneOf(Residence.FRANCE, Residence.FRANCE, Residence.FRANCE, Residence.ABROAD)),
                random.nextInt(10) == 0 ? day(9_000) : null,
                maybe(day(1_000)),
                maybe(new HeldTitle(
                        TITLES.get(random.nextInt(TITLES.size())).code(),
                        null,
                        null,
                        maybe(day(1_500)),
                        maybe(day(300)),
                        maybe(day(800)),
                        maybe(oneOf("75", "974")),
                        maybe(random.nextBoolean()))),
                random.nextInt(4) == 0
                        ? new Paper(
                                oneOf(
                                        Paper.Kind.FIRST_REQUEST_EXTENSION,
                                        Paper.Kind.EXTENSION,
                                        Paper.Kind.RENEWAL_RECEIPT,
                                        Paper.Kind.RENEWAL_EXTENSION,
                                        Paper.Kind.DEPOSIT_CERTIFICATE),
                                maybe(day(90)),
                                maybe(random.nextBoolean()))
                        : null,
                maybe(random.nextBoolean()),
                maybe(random.nextInt(1_200)),
                maybe(new AsylumClaim(maybe(day(400)), maybe(random.nextBoolean()))),
                maybe(random.nextBoolean()),
                contract(),
                maybe(new Authorisation(
                        maybe(oneOf(ContractKind.values())),
                        maybe(oneOf("salarie", "etudiant_hors_quota", "demandeur_asile")),
                        maybe(day(400)))));
    }

    private Contract contract() {
        return new Contract(
                maybe(oneOf(Contract.Kind.values())),
                maybe(Person.TODAY),
                maybe(Person.TODAY.plusDays(random.nextInt(200))),
                maybe(random.nextInt(500)),
                random.nextInt(5) == 0 ? oneOf(Field.values()) : null,
                random.nextInt(5) == 0
                        ? new Posting(
                                maybe(oneOf(Posting.Kind.values())),
                                maybe(random.nextBoolean()),
                                maybe(random.nextBoolean()))
                        : null,
                maybe(random.nextBoolean()),
                maybe(random.nextBoolean()),
                maybe(oneOf("75", "62", "974", "987")));
    }

    /** A day around the one asked about. */
    private LocalDate day(int within) {
        return Person.TODAY.plusDays(random.nextInt(2 * within) - within);
    }

    @SafeVarargs
    private <T> T oneOf(T... values) {
        return values[random.nextInt(values.length)];
    }

    private <T> @Nullable T maybe(T value) {
        return random.nextInt(6) == 0 ? null : value;
    }
}
