package fr.passerelle.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Documents under their codes: a second one of the same code replaces the first. */
record Pieces(List<Piece> list) {
    private static final int MOST = 50;

    static final Pieces NONE = new Pieces(List.of());

    Pieces {
        list = List.copyOf(list);
    }

    Outcome<Pieces> with(Piece piece) {
        List<Piece> next = new ArrayList<>(list);
        next.removeIf(p -> p.code().equals(piece.code()));
        next.add(piece);
        return next.size() > MOST
                ? Outcome.refused(Refusal.PIECE_REFUSEE, piece.code(), "Le nombre de pièces est limité à 50.")
                : Outcome.done(new Pieces(next));
    }

    Pieces without(String code) {
        return new Pieces(list.stream().filter(p -> !p.code().equals(code)).toList());
    }

    Optional<Piece> find(String code) {
        return list.stream().filter(p -> p.code().equals(code)).findFirst();
    }
}
