package org.pollex.metaworld.expert;

import static java.util.Map.entry;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Which rule serves which task. */
final class Repertoire {
  /** The 50 rules by the id of their task, in alphabetical order. */
  static final Map<String, Function<Sight, Command>> RULES =
      Collections.unmodifiableMap(
          new TreeMap<>(
              Map.<String, Function<Sight, Command>>ofEntries(
                  entry("assembly-v3", Pegs::assembly),
                  entry("basketball-v3", Placing::basketball),
                  entry("bin-picking-v3", Placing::binPicking),
                  entry("box-close-v3", Placing::boxClose),
                  entry("button-press-topdown-v3", Buttons::topdown),
                  entry("button-press-topdown-wall-v3", Buttons::topdownWall),
                  entry("button-press-v3", Buttons::front),
                  entry("button-press-wall-v3", Buttons::frontWall),
                  entry("coffee-button-v3", Buttons::coffeeMachine),
                  entry("coffee-pull-v3", Mugs::pull),
                  entry("coffee-push-v3", Mugs::push),
                  entry("dial-turn-v3", Turning::dial),
                  entry("disassemble-v3", Pegs::disassemble),
                  entry("door-close-v3", Doors::close),
                  entry("door-lock-v3", Doors::lock),
                  entry("door-open-v3", Doors::open),
                  entry("door-unlock-v3", Doors::unlock),
                  entry("drawer-close-v3", Sliders::drawerClose),
                  entry("drawer-open-v3", Sliders::drawerOpen),
                  entry("faucet-close-v3", Turning::faucetClose),
                  entry("faucet-open-v3", Turning::faucetOpen),
                  entry("hammer-v3", Tools::hammer),
                  entry("hand-insert-v3", Placing::handInsert),
                  entry("handle-press-v3", Handles::press),
                  entry("handle-press-side-v3", Handles::pressSide),
                  entry("handle-pull-v3", Handles::pull),
                  entry("handle-pull-side-v3", Handles::pullSide),
                  entry("lever-pull-v3", Turning::lever),
                  entry("peg-insert-side-v3", Pegs::insert),
                  entry("peg-unplug-side-v3", Pegs::unplug),
                  entry("pick-out-of-hole-v3", Placing::pickOutOfHole),
                  entry("pick-place-v3", Placing::pickPlace),
                  entry("pick-place-wall-v3", Placing::pickPlaceWall),
                  entry("plate-slide-v3", Plates::slide),
                  entry("plate-slide-back-v3", Plates::slideBack),
                  entry("plate-slide-back-side-v3", Plates::slideBackSide),
                  entry("plate-slide-side-v3", Plates::slideSide),
                  entry("push-v3", Pushing::push),
                  entry("push-back-v3", Pushing::pushBack),
                  entry("push-wall-v3", Pushing::pushWall),
                  entry("reach-v3", Reaching::reach),
                  entry("reach-wall-v3", Reaching::reachWall),
                  entry("shelf-place-v3", Placing::shelfPlace),
                  entry("soccer-v3", Pushing::soccer),
                  entry("stick-pull-v3", Tools::stickPull),
                  entry("stick-push-v3", Tools::stickPush),
                  entry("sweep-v3", Pushing::sweep),
                  entry("sweep-into-v3", Pushing::sweepInto),
                  entry("window-close-v3", Sliders::windowClose),
                  entry("window-open-v3", Sliders::windowOpen))));

  private Repertoire() {}
}
