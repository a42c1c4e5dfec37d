package org.pollex.eval.report.section;

import java.util.Locale;
import org.pollex.eval.report.markup.Element;
import org.pollex.eval.trial.result.TestedPolicy;
import org.pollex.hardware.world.StreamSpec.Privilege;

/** What each policy was and what it was given to read. */
final class InputsSection implements Section {
  @Override
  public String title() {
    return "What the policies were given";
  }

  @Override
  public String id() {
    return "inputs";
  }

  @Override
  public void fill(Element section, PageParts parts) {
    section.add(
        Element.of("p")
            .text("The runner gives a policy the streams that it declares and no others. Marked ")
            .text("streams are more than a robot would have: the simulator’s own state, or a goal ")
            .text("point that no visible geometry shows."));
    Table table =
        parts
            .table("Streams that each policy read, and what it was made from.")
            .column("Policy")
            .column("kind")
            .column("streams");
    for (TestedPolicy policy : parts.result().policies()) {
      Element kind = Element.of("span").text(policy.family());
      kind.add(
          Element.of("small").with("class", "sub").add(Element.of("bdi").text(policy.address())));
      if (!policy.digest().isBlank()) {
        kind.add(
            Element.of("small")
                .with("class", "sub hash")
                .text("SHA-256 ")
                .add(Element.of("code").text(policy.digest())));
      }
      table.row(parts.policy(policy.name())).cell(kind).cell(streams(policy));
    }
    section.add(table.element());
  }

  private static Element streams(TestedPolicy policy) {
    Element streams = Element.of("span");
    for (String stream : policy.streams()) {
      Element name =
          Element.of("span").with("class", "stream").add(Element.of("code").text(stream));
      String privilege = policy.privileged().getOrDefault(stream, Privilege.NONE.name());
      if (privilege.equals(Privilege.SIMULATOR.name())) {
        name.add(Element.of("span", "tag warn", "simulator state"));
      } else if (!privilege.equals(Privilege.NONE.name())) {
        name.add(Element.of("span", "tag", privilege.toLowerCase(Locale.ROOT)));
      }
      streams.add(name).text(" ");
    }
    return policy.streams().isEmpty() ? streams.text("nothing") : streams;
  }
}
