package org.pollex.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import org.pollex.sim.client.CatalogEntry;
import org.pollex.sim.metaworld.Metaworld;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code pollex sim tasks}: the catalogue. */
@Command(name = "tasks", description = "Lists the tasks that the simulation server offers.")
final class SimTasks extends Verb<SimTasks.Catalog> {
  @Option(
      names = "--task",
      paramLabel = "TASKS",
      defaultValue = "all",
      description = "Ids and names of sets, with commas (${DEFAULT-VALUE}).")
  private String selection;

  @Mixin private SimServerChoice server;

  record Catalog(List<CatalogEntry> tasks, Map<String, List<String>> sets) {}

  @Override
  protected Catalog answer() {
    try (Metaworld metaworld = server.open()) {
      List<String> wanted = metaworld.tasks().resolve(selection);
      List<CatalogEntry> tasks =
          metaworld.catalog().stream().filter(task -> wanted.contains(task.id())).toList();
      return new Catalog(tasks, metaworld.tasks().sets());
    }
  }

  @Override
  protected void print(Catalog answer, PrintWriter out) {
    for (CatalogEntry task : answer.tasks()) {
      out.printf("%-28s %-10s %s%n", task.id(), task.difficulty(), task.instruction());
    }
    out.println();
    TextTable sets = new TextTable("set", "tasks");
    answer.sets().forEach((name, tasks) -> sets.row(name, Integer.toString(tasks.size())));
    sets.print(out);
  }
}
