package org.pollex.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.pollex.datasets.view.DatasetView;
import org.pollex.errors.BadInputException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pollex data view}: a page to look at the episodes of a file. */
@Command(
    name = "view",
    description = {
      "Write one offline HTML page: end-effector paths, plots of every episode, pictures of a",
      "sample, findings of the lint, statistics.",
      "Example: pollex data view demos.hdf5 --out demos.html"
    })
final class DataViewCommand extends Verb<DataViewCommand.Answer> {
  @Parameters(
      paramLabel = "FILE",
      description = "A journal, an HDF5 file, or a zarr, LeRobot or MT3 folder.")
  private Path file;

  @Option(
      names = "--out",
      paramLabel = "PAGE",
      description = "HTML file to write (default: beside FILE, with the suffix .html).")
  private Path out;

  @Option(
      names = "--episode",
      split = ",",
      paramLabel = "N",
      description =
          "Show the pictures of these episodes (positions from 0), besides 24 evenly spread ones.")
  private Set<Integer> episodes = new TreeSet<>();

  @Option(names = "--force", description = "Replace the page if it exists.")
  private boolean force;

  /** What was written. */
  record Answer(String file, String page) {}

  @Override
  protected Answer answer() {
    Path page = out == null ? beside(file) : out;
    if (Files.exists(page) && !force) {
      throw new BadInputException(
          page + " exists already", "Choose another name with --out, or replace it with --force.");
    }
    DatasetView.write(file, page, episodes);
    return new Answer(file.toString(), page.toString());
  }

  private static Path beside(Path file) {
    String name = file.getFileName().toString().replaceFirst("\\.[^.]+$", "");
    return file.resolveSibling(name + ".html");
  }

  @Override
  protected void print(Answer answer, PrintWriter output) {
    output.println("Open " + answer.page() + " in a browser; it needs no network.");
  }
}
