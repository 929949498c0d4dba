package fr.passerelle.persistence;

import org.flywaydb.core.Flyway;

/** Brings the schema up to date. The one place with JDBC; it blocks, and runs before the service opens its port. */
public final class Migrations {
    private Migrations() {}

    /**
     * Applies what is missing, as the owner. Replicas that start at once wait for each other.
     *
     * @return how many migrations were applied
     */
    public static int apply(Database database) {
        return Flyway.configure()
                .dataSource(
                        database.jdbcUrl(),
                        database.owner().user(),
                        database.owner().password())
                .locations("classpath:db/migration")
                .validateMigrationNaming(true)
                .load()
                .migrate()
                .migrationsExecuted;
    }
}
