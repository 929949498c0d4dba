package fr.passerelle.law.right;

import fr.passerelle.law.Basis;

/** The texts behind the rules of this package, each cited once. */
final class Texts {
    static final Basis WHO_NEEDS_ONE = Basis.of("C. trav. R. 5221-1 I");
    static final Basis EACH_NEW_CONTRACT = Basis.of("C. trav. R. 5221-1 II");
    static final Basis EUROPEANS = Basis.of("C. trav. R. 5221-2 1°");
    static final Basis POSTED_FROM_EUROPE = Basis.of("C. trav. R. 5221-2 2°");
    static final Basis VALIDATED_APPRENTICESHIP = Basis.of("C. trav. R. 5221-2 12°");
    static final Basis PROVISIONAL_WITH_MENTION = Basis.of("C. trav. R. 5221-2 16°");
    static final Basis SHORT_STAY = Basis.of("C. trav. R. 5221-2 18°");
    static final Basis SHORT_STAY_FIELDS = Basis.of("C. trav. D. 5221-2-1");
    static final Basis THREE_MONTHS = Basis.of("C. trav. L. 5221-2-1");
    static final Basis TO_ENTER = Basis.of("C. trav. L. 5221-2");
    static final Basis WITHIN_ITS_TERMS = Basis.of("C. trav. R. 5221-3 I");
    static final Basis STUDENTS_BEYOND = Basis.of("C. trav. R. 5221-3 II 1°");
    static final Basis NO_SUBSIDY = Basis.of("C. trav. R. 5221-6");
    static final Basis SIX_MONTHS = Basis.of("C. trav. R. 5221-23");
    static final Basis SEASONAL_CARD = Basis.of("CESEDA L. 421-34");
    static final Basis STUDENTS_IN_TRAINING = Basis.of("C. trav. R. 5221-7");
    static final Basis STUDENT_HOURS = Basis.of("C. trav. R. 5221-26");
    static final Basis STUDENT_DECLARATION = Basis.of("C. trav. R. 5221-27");
    static final Basis AS_OF_RIGHT = Basis.of("C. trav. L. 5221-5");
    static final Basis RENEWAL_OF_AUTHORISATION = Basis.of("C. trav. R. 5221-32");
    static final Basis METROPOLITAN_AUTHORISATION = Basis.of("C. trav. L. 5221-7");
    static final Basis OVERSEAS_TITLES = Basis.of("C. trav. L. 5523-2");
    static final Basis OVERSEAS_DEPARTMENTS = Basis.of("C. trav. L. 5523-1");
    static final Basis CHECK = Basis.of("C. trav. L. 5221-8");
    static final Basis CHECK_BY_EMPLOYER = Basis.of("C. trav. R. 5221-41");
    static final Basis CHECK_IN_TIME = Basis.of("C. trav. R. 5221-42");
    static final Basis NO_CHECK = Basis.of("C. trav. R. 5221-43");
    static final Basis NONE_WITHOUT_TITLE = Basis.of("C. trav. L. 8251-1");
    static final Basis METROPOLITAN_CARD = Basis.of("CESEDA L. 414-10");
    static final Basis GRACE = Basis.of("CESEDA L. 433-3");
    static final Basis RECEIPT_OF_FIRST = Basis.of("CESEDA R. 431-14");
    static final Basis RECEIPT_OF_RENEWAL = Basis.of("CESEDA R. 431-15");
    static final Basis PORTAL_PAPERS = Basis.of("CESEDA R. 431-15-1");
    static final Basis EXTENSION = Basis.of("CESEDA R. 431-15-2");
    static final Basis VISA_VALIDATION = Basis.of("CESEDA R. 431-17");
    static final Basis ASYLUM_ACCESS = Basis.of("CESEDA L. 554-1");
    static final Basis ASYLUM_AUTHORISATION = Basis.of("CESEDA L. 554-3");
    static final Basis SERVICE_PUBLIC = Basis.of("service-public F2728 (18 June 2026)");
    static final Basis ALGERIAN_AGREEMENT = Basis.of("Franco-Algerian agreement of 27 December 1968");

    private Texts() {}
}
