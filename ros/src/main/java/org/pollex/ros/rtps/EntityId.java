package org.pollex.ros.rtps;

/** The entities that every participant has (DDSI-RTPS 2.5, table 9.2), and the kinds of others. */
final class EntityId {
  static final int UNKNOWN = 0;
  static final int PARTICIPANT = 0x000001c1;
  static final int SPDP_WRITER = 0x000100c2;
  static final int SPDP_READER = 0x000100c7;
  static final int PUBLICATIONS_WRITER = 0x000003c2;
  static final int PUBLICATIONS_READER = 0x000003c7;
  static final int SUBSCRIPTIONS_WRITER = 0x000004c2;
  static final int SUBSCRIPTIONS_READER = 0x000004c7;
  static final int LIVELINESS_WRITER = 0x000200c2;
  static final int LIVELINESS_READER = 0x000200c7;

  /** Kind of a user's writer without key: the lowest byte of its entity. */
  static final int USER_WRITER = 0x03;

  /** Kind of a user's reader without key. */
  static final int USER_READER = 0x04;

  private EntityId() {}
}
