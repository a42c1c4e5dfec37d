package org.pollex.sim.client;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import org.pollex.errors.BadInputException;
import org.pollex.errors.PollexException;
import org.pollex.errors.RunFailedException;
import org.pollex.sim.server.SimulationServer;

/** Turns a status of the contract into the house's errors, with the server's own words. */
final class Failures {
  private final SimulationServer server;

  Failures(SimulationServer server) {
    this.server = server;
  }

  PollexException of(String doing, StatusRuntimeException failure) {
    Status status = failure.getStatus();
    String words = status.getDescription() == null ? "" : status.getDescription().strip();
    String[] parts = words.split("\n", 2);
    String rest = parts.length > 1 ? parts[1].strip().replaceAll("(?m)^ +", "") : "";
    return switch (status.getCode()) {
      case INVALID_ARGUMENT, RESOURCE_EXHAUSTED, ABORTED ->
          new BadInputException(parts[0], rest, failure);
      case FAILED_PRECONDITION -> new RunFailedException(parts[0], rest, failure);
      case NOT_FOUND ->
          new RunFailedException(
              parts[0],
              join(rest, "A pool ends when nothing uses it for its lease: open the world again."),
              failure);
      case UNAVAILABLE -> unreachable(doing, words, failure);
      case DEADLINE_EXCEEDED ->
          new RunFailedException(
              "the simulation server did not answer in time while " + doing,
              server.diagnosis(),
              failure);
      case UNIMPLEMENTED ->
          new RunFailedException(
              "what listens at " + server.address() + " does not speak sim.v1 (" + words + ")",
              "Give the address of a server started with: pollex sim serve",
              failure);
      default ->
          new RunFailedException(
              "the simulation server failed while " + doing + ": " + status.getCode() + " " + words,
              server.diagnosis(),
              failure);
    };
  }

  private PollexException unreachable(String doing, String words, StatusRuntimeException failure) {
    String problem =
        server.alive()
            ? "the simulation server at " + server.address() + " cannot be reached while " + doing
            : "the simulation server ended while " + doing;
    Throwable cause = failure.getCause();
    String detail = cause == null ? words : words + " (" + cause.getMessage() + ")";
    return new RunFailedException(problem, join(detail, server.diagnosis()), failure);
  }

  private static String join(String first, String second) {
    return first.isEmpty() ? second : first + "\n" + second;
  }
}
