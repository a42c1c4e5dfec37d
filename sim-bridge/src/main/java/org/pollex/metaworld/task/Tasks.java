package org.pollex.metaworld.task;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.pollex.errors.BadInputException;

/** The 50 tasks in Meta-World's own order, which is also that of MT50's one-hot index. */
public final class Tasks {
  private static final List<TaskSpec> ALL =
      List.of(
          Assembly.SPEC,
          Basketball.SPEC,
          BinPicking.SPEC,
          BoxClose.SPEC,
          ButtonPressTopdown.SPEC,
          ButtonPressTopdownWall.SPEC,
          ButtonPress.SPEC,
          ButtonPressWall.SPEC,
          CoffeeButton.SPEC,
          CoffeePull.SPEC,
          CoffeePush.SPEC,
          DialTurn.SPEC,
          Disassemble.SPEC,
          DoorClose.SPEC,
          DoorLock.SPEC,
          DoorOpen.SPEC,
          DoorUnlock.SPEC,
          HandInsert.SPEC,
          DrawerClose.SPEC,
          DrawerOpen.SPEC,
          FaucetOpen.SPEC,
          FaucetClose.SPEC,
          Hammer.SPEC,
          HandlePressSide.SPEC,
          HandlePress.SPEC,
          HandlePullSide.SPEC,
          HandlePull.SPEC,
          LeverPull.SPEC,
          PickPlaceWall.SPEC,
          PickOutOfHole.SPEC,
          PickPlace.SPEC,
          PlateSlide.SPEC,
          PlateSlideSide.SPEC,
          PlateSlideBack.SPEC,
          PlateSlideBackSide.SPEC,
          PegInsertSide.SPEC,
          PegUnplugSide.SPEC,
          Soccer.SPEC,
          StickPush.SPEC,
          StickPull.SPEC,
          Push.SPEC,
          PushWall.SPEC,
          PushBack.SPEC,
          Reach.SPEC,
          ReachWall.SPEC,
          ShelfPlace.SPEC,
          SweepInto.SPEC,
          Sweep.SPEC,
          WindowOpen.SPEC,
          WindowClose.SPEC);

  private static final SequencedMap<String, TaskSpec> BY_ID = byId();

  private Tasks() {}

  /** Returns all tasks in Meta-World's order. */
  public static List<TaskSpec> all() {
    return ALL;
  }

  /**
   * Returns a task.
   *
   * @throws BadInputException for an unknown id; gives the nearest valid ones
   */
  public static TaskSpec of(String id) {
    TaskSpec found = BY_ID.get(id);
    if (found == null) {
      throw BadInputException.unknownName("task", id, BY_ID.keySet());
    }
    return found;
  }

  private static SequencedMap<String, TaskSpec> byId() {
    SequencedMap<String, TaskSpec> map = new LinkedHashMap<>();
    ALL.forEach(spec -> map.put(spec.id(), spec));
    return map;
  }
}
