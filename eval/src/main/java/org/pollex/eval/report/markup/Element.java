package org.pollex.eval.report.markup;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * An element of HTML or SVG with its attributes and content. The methods change this element and
 * return it, so that a tree reads like the page that it makes.
 */
public final class Element implements Markup {
  private static final Pattern NAME = Pattern.compile("[a-zA-Z][a-zA-Z0-9-]*");
  private static final Pattern LINK = Pattern.compile("#[A-Za-z0-9-]+");

  /** A picture that is part of the page. */
  private static final Pattern PICTURE =
      Pattern.compile("data:image/png;base64,[A-Za-z0-9+/]++={0,2}");

  private static final Set<String> REFUSED =
      Set.of("script", "iframe", "object", "embed", "link", "base", "form", "foreignObject");

  /** Elements without content: HTML's, and SVG's shapes, which HTML also lets close themselves. */
  private static final Set<String> EMPTY =
      Set.of("meta", "br", "hr", "img", "input", "col", "path", "rect", "circle", "line", "image");

  private final String name;
  private final Map<String, String> attributes = new LinkedHashMap<>();
  private final List<Markup> content = new ArrayList<>();

  private Element(String name) {
    this.name = name;
  }

  /** Returns a new, empty element. */
  public static Element of(String name) {
    if (!NAME.matcher(name).matches() || REFUSED.contains(name)) {
      throw new IllegalArgumentException("given element '%s'; not allowed here".formatted(name));
    }
    return new Element(name);
  }

  /** Returns a new element of a class, with text in it. */
  public static Element of(String name, String styleClass, String text) {
    return of(name).with("class", styleClass).text(text);
  }

  /** Sets an attribute. */
  public Element with(String attribute, String value) {
    if (!allowed(attribute, value)) {
      throw new IllegalArgumentException(
          "given attribute %s=\"%s\"; a page links to its own parts only and runs nothing"
              .formatted(attribute, value));
    }
    attributes.put(attribute, value);
    return this;
  }

  /** Sets an attribute to a coordinate, rounded to a hundredth. */
  public Element with(String attribute, double value) {
    return with(attribute, Coordinate.format(value));
  }

  private boolean allowed(String attribute, String value) {
    return switch (attribute) {
      case "href" ->
          name.equals("image") ? PICTURE.matcher(value).matches() : LINK.matcher(value).matches();
      case "style", "src", "srcset", "srcdoc", "action", "formaction", "background", "ping" ->
          false;
      default -> NAME.matcher(attribute).matches() && !attribute.startsWith("on");
    };
  }

  /** Appends content. */
  public Element add(Markup... parts) {
    content.addAll(List.of(parts));
    return this;
  }

  /** Appends content. */
  public Element addAll(Iterable<? extends Markup> parts) {
    parts.forEach(content::add);
    return this;
  }

  /** Appends text. */
  public Element text(String text) {
    content.add(new Text(text));
    return this;
  }

  @Override
  public void write(StringBuilder out) {
    out.append('<').append(name);
    attributes.forEach(
        (attribute, value) -> {
          out.append(' ').append(attribute).append("=\"");
          Text.escape(value, out);
          out.append('"');
        });
    if (content.isEmpty() && EMPTY.contains(name)) {
      out.append(" />");
      return;
    }
    out.append('>');
    content.forEach(part -> part.write(out));
    out.append("</").append(name).append('>');
  }

  @Override
  public void writeText(StringBuilder out) {
    content.forEach(part -> part.writeText(out));
  }
}
