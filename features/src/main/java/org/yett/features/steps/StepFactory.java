package org.yett.features.steps;

import io.cucumber.core.backend.ObjectFactory;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** Makes the objects that hold steps: for each scenario new ones, which share one {@link World}. */
public final class StepFactory implements ObjectFactory {

  private static final Map<Class<?>, Function<World, Object>> MAKERS =
      Map.ofEntries(
          Map.entry(ParameterTypes.class, world -> new ParameterTypes()),
          Map.entry(Hooks.class, Hooks::new),
          Map.entry(ArrangementSteps.class, ArrangementSteps::new),
          Map.entry(ViolationSteps.class, ViolationSteps::new),
          Map.entry(WaySteps.class, WaySteps::new),
          Map.entry(ActionSteps.class, ActionSteps::new),
          Map.entry(MessageSteps.class, MessageSteps::new),
          Map.entry(OutcomeSteps.class, OutcomeSteps::new),
          Map.entry(KeySteps.class, KeySteps::new),
          Map.entry(AuthSteps.class, AuthSteps::new),
          Map.entry(FragmentSteps.class, FragmentSteps::new),
          Map.entry(RekeySteps.class, RekeySteps::new),
          Map.entry(ExtensionSteps.class, ExtensionSteps::new),
          Map.entry(ExchangeSteps.class, ExchangeSteps::new));

  private final Map<Class<?>, Object> instances = new HashMap<>();
  private World world = new World();

  @Override
  public void start() {
    world = new World();
  }

  @Override
  public void stop() {
    instances.clear();
  }

  @Override
  public boolean addClass(Class<?> glueClass) {
    if (!MAKERS.containsKey(glueClass)) {
      throw new IllegalArgumentException(glueClass + " holds steps, but is not listed");
    }
    return true;
  }

  @Override
  public <T> T getInstance(Class<T> glueClass) {
    return glueClass.cast(
        instances.computeIfAbsent(glueClass, type -> MAKERS.get(type).apply(world)));
  }
}
