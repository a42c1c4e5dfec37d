package org.pollex.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.pollex.datasets.exchange.Conversion;
import org.pollex.errors.BadInputException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pollex data convert}: episodes in another tool's format. */
@Command(
    name = "convert",
    description = {
      "Convert episodes between HDF5 (robomimic), zarr (Diffusion Policy; folder or zip), LeRobot v3",
      "(pictures as PNG or MP4), MT3's folders of NumPy files, MCAP and CSV, and from bags of ROS 1",
      "and ROS 2 with --map. What the target cannot hold is told before anything is written.",
      "Example: pollex data convert demos.hdf5 demos.zarr --plan"
    })
final class DataConvertCommand extends Verb<Conversion> {
  @Parameters(index = "0", paramLabel = "IN", description = "A file or folder; told by content.")
  private Path in;

  @Parameters(index = "1", paramLabel = "OUT", description = "The file or folder to write.")
  private Path out;

  @Option(
      names = "--to",
      paramLabel = "FORMAT",
      description = "hdf5, zarr, zarr.zip, mt3, lerobot, mcap or csv (default: by OUT's suffix).")
  private String to;

  @Option(
      names = "--map",
      paramLabel = "MAP.yaml",
      description = "For bags: which topics become which streams, and the rate (see docs/DATA.md).")
  private Path map;

  @Option(
      names = "--images",
      paramLabel = "KIND",
      defaultValue = Conversion.PNG,
      description =
          "For LeRobot: png (exact) or video (MP4, AV1: small, lossy; PSNR is measured). Default:"
              + " ${DEFAULT-VALUE}.")
  private String images;

  @Option(names = "--plan", description = "Only say what would not be carried over.")
  private boolean plan;

  @Option(names = "--force", description = "Replace OUT if it exists.")
  private boolean force;

  @Override
  protected Conversion answer() {
    if (Files.exists(out) && !force && !plan) {
      throw new BadInputException(
          out + " exists already", "Choose another name, or replace it with --force.");
    }
    Conversion conversion = Conversion.plan(in, out, to != null ? to : bySuffix(), map, images);
    if (plan) {
      return conversion;
    }
    conversion.notCarried().forEach(what -> log().println("will not be carried over: " + what));
    conversion.lossy().forEach(what -> log().println("lossy: " + what));
    log().flush();
    return conversion.write();
  }

  private String bySuffix() {
    String name = out.getFileName().toString().toLowerCase(Locale.ROOT);
    if (name.endsWith(".zarr")) {
      return "zarr";
    }
    if (name.endsWith(".zip")) {
      return "zarr.zip";
    }
    if (name.endsWith(".mcap")) {
      return "mcap";
    }
    if (name.endsWith(".csv")) {
      return "csv";
    }
    if (name.endsWith(".hdf5") || name.endsWith(".h5")) {
      return "hdf5";
    }
    throw new BadInputException(
        "no format for " + out, "Allowed: --to with one of " + Conversion.targets() + ".");
  }

  @Override
  protected void print(Conversion answer, PrintWriter output) {
    output.printf(
        "%d episodes, %d steps from %s to %s%s%n",
        answer.episodes(), answer.steps(), answer.from(), answer.to(), plan ? " (plan)" : "");
    answer.timing().forEach(output::println);
    answer.notCarried().forEach(what -> output.println("not carried over: " + what));
    answer.lossy().forEach(what -> output.println("lossy: " + what));
    answer.quality().forEach(output::println);
  }
}
