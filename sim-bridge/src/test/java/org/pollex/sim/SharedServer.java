package org.pollex.sim;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.pollex.sim.metaworld.Metaworld;

/** One real server for all tests that do it no harm; ends with the test run. */
public final class SharedServer implements ParameterResolver {
  private static final ExtensionContext.Namespace HERE =
      ExtensionContext.Namespace.create(SharedServer.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Metaworld.class;
  }

  @Override
  public Metaworld resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(HERE)
        .computeIfAbsent(Metaworld.class, key -> Metaworld.start(), Metaworld.class);
  }
}
