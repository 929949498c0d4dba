package fr.passerelle.api.parties;

import fr.passerelle.api.http.EntityTag;
import fr.passerelle.api.http.IfMatch;
import fr.passerelle.api.http.Saves;
import fr.passerelle.api.security.Caller;
import fr.passerelle.journal.SaveOutcome;
import fr.passerelle.parties.Employer;
import fr.passerelle.parties.LinkAccount;
import fr.passerelle.parties.PlatformAccount;
import fr.passerelle.parties.PlatformAccounts;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The account by which an employer files on the platform. Its secret goes in and never comes out. */
@RestController
final class AccountController {
    private static final String PATH = "/v1/employers/{employer}/platform-account";

    private final LinkAccount linkAccount;
    private final PlatformAccounts accounts;
    private final Parties parties;

    AccountController(LinkAccount linkAccount, PlatformAccounts accounts, Parties parties) {
        this.linkAccount = linkAccount;
        this.accounts = accounts;
        this.parties = parties;
    }

    @PutMapping(PATH)
    Mono<ResponseEntity<AccountView>> link(
            Caller caller, @PathVariable String employer, IfMatch ifMatch, @RequestBody AccountBody body) {
        return parties.employer(caller.tenant(), employer)
                .flatMap(found -> expected(found, ifMatch.version()).then(Mono.defer(() -> link(found, body))))
                .map(AccountController::answer);
    }

    private Mono<Void> expected(Employer employer, @Nullable Long version) {
        if (version == null) {
            return Mono.empty();
        }
        return version(employer)
                .flatMap(current -> current.equals(version) ? Mono.empty() : Mono.error(Saves.stale(current)));
    }

    private Mono<LinkAccount.Linked> link(Employer employer, AccountBody body) {
        return linkAccount
                .link(employer, Rules.given(body.login()), Rules.given(body.password()))
                .onErrorResume(LinkAccount.ConcurrentLink.class, overtaken -> stale(employer));
    }

    private <T> Mono<T> stale(Employer employer) {
        return version(employer).flatMap(current -> Mono.error(Saves.stale(current)));
    }

    /** Zero when no account is linked. */
    private Mono<Long> version(Employer employer) {
        return accounts.of(employer.tenant(), employer.id())
                .map(PlatformAccount::version)
                .defaultIfEmpty(0L);
    }

    private static ResponseEntity<AccountView> answer(LinkAccount.Linked linked) {
        return ResponseEntity.status(linked.created() ? HttpStatus.CREATED : HttpStatus.OK)
                .eTag(EntityTag.of(linked.account().version()))
                .body(AccountView.of(linked.account()));
    }

    @GetMapping(PATH)
    Mono<ResponseEntity<AccountView>> get(Caller caller, @PathVariable String employer) {
        return parties.employer(caller.tenant(), employer)
                .flatMap(found -> accounts.of(caller.tenant(), found.id()))
                .map(account -> ResponseEntity.ok()
                        .eTag(EntityTag.of(account.version()))
                        .body(AccountView.of(account)))
                .switchIfEmpty(Parties.absent());
    }

    @DeleteMapping(PATH)
    Mono<ResponseEntity<Void>> unlink(Caller caller, @PathVariable String employer) {
        return parties.employer(caller.tenant(), employer).flatMap(this::unlink).switchIfEmpty(Parties.absent());
    }

    private Mono<ResponseEntity<Void>> unlink(Employer employer) {
        return linkAccount
                .unlink(employer)
                .flatMap(outcome -> outcome instanceof SaveOutcome.Stored
                        ? Mono.just(ResponseEntity.noContent().<Void>build())
                        : stale(employer));
    }
}
