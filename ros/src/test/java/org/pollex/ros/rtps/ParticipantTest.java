package org.pollex.ros.rtps;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two of our own participants over real sockets on loopback. */
class ParticipantTest {
  private static final Duration SOON = Duration.ofSeconds(10);
  private static final String TYPE = "test::Bytes";

  private final int domain = Domains.draw();
  private final List<Participant> open = new ArrayList<>();

  private Participant participant(UdpTransport.Faults faults) {
    return participant(faults, ParticipantOptions.loopback(domain));
  }

  private Participant participant(UdpTransport.Faults faults, ParticipantOptions options) {
    Participant one = Participant.open(options, faults);
    open.add(one);
    return one;
  }

  private Participant participant() {
    return participant(UdpTransport.Faults.NONE);
  }

  @AfterEach
  void closeAll() {
    open.forEach(Participant::close);
  }

  private static byte[] message(long number, int bytes) {
    byte[] payload = new byte[bytes];
    new Random(number).nextBytes(payload);
    return ByteBuffer.wrap(payload).putInt(0x00010000).putLong(number).array();
  }

  private static long number(Sample sample) {
    long number = ByteBuffer.wrap(sample.payload()).getLong(4);
    assertArrayEquals(message(number, sample.payload().length), sample.payload());
    return number;
  }

  private static List<Long> take(BlockingQueue<Sample> queue, int count) throws Exception {
    List<Long> numbers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Sample sample = queue.poll(SOON.toSeconds(), TimeUnit.SECONDS);
      assertNotNull(sample, "only " + numbers.size() + " of " + count + " came");
      numbers.add(number(sample));
    }
    return numbers;
  }

  private static List<Long> numbers(int count) {
    return LongStream.range(0, count).boxed().toList();
  }

  @ParameterizedTest
  @ValueSource(ints = {12, 1_000, 60_000, 60_004, 1_000_004})
  void messagesOfAllSizesArriveWhole(int bytes) throws Exception {
    BlockingQueue<Sample> got = new LinkedBlockingQueue<>();
    DataReader reader = participant().createReader("t", TYPE, Qos.RELIABLE.keepAll(), got::add);
    DataWriter writer = participant().createWriter("t", TYPE, Qos.RELIABLE.keepAll());
    assertTrue(writer.awaitReaders(1, SOON));
    assertTrue(reader.awaitWriters(1, SOON));
    for (int i = 0; i < 5; i++) {
      writer.write(message(i, bytes));
    }
    assertEquals(numbers(5), take(got, 5));
    assertTrue(writer.awaitAcknowledged(SOON));
  }

  @Test
  void bestEffortMessagesArriveOnAQuietMachine() throws Exception {
    BlockingQueue<Sample> got = new LinkedBlockingQueue<>();
    participant().createReader("t", TYPE, Qos.SENSOR, got::add);
    DataWriter writer = participant().createWriter("t", TYPE, Qos.RELIABLE);
    assertTrue(writer.awaitReaders(1, SOON));
    writer.write(message(0, 100));
    assertEquals(numbers(1), take(got, 1));
  }

  /** Every fifth packet is lost, discovery's among them. */
  @ParameterizedTest
  @ValueSource(ints = {300, 200_000})
  void reliableMessagesArriveInOrderThroughALossyNetwork(int bytes) throws Exception {
    Random random = new Random(7);
    UdpTransport.Faults lossy =
        () -> {
          synchronized (random) {
            return random.nextInt(5) == 0;
          }
        };
    int count = bytes > 100_000 ? 5 : 200;
    BlockingQueue<Sample> got = new LinkedBlockingQueue<>();
    DataReader reader =
        participant(lossy).createReader("t", TYPE, Qos.RELIABLE.keepAll(), got::add);
    DataWriter writer = participant(lossy).createWriter("t", TYPE, Qos.RELIABLE.keepAll());
    assertTrue(writer.awaitReaders(1, SOON));
    for (int i = 0; i < count; i++) {
      writer.write(message(i, bytes));
    }
    assertEquals(numbers(count), take(got, count));
    assertEquals(0, reader.lost());
  }

  @Test
  void aLateReaderGetsWhatIsLatchedAndNothingElse() throws Exception {
    DataWriter latched = participant().createWriter("latched", TYPE, Qos.LATCHED.keepLast(3));
    DataWriter plain = open.getFirst().createWriter("plain", TYPE, Qos.RELIABLE);
    for (int i = 0; i < 5; i++) {
      latched.write(message(i, 100));
      plain.write(message(i, 100));
    }
    BlockingQueue<Sample> late = new LinkedBlockingQueue<>();
    BlockingQueue<Sample> unlatched = new LinkedBlockingQueue<>();
    Participant second = participant();
    second.createReader("latched", TYPE, Qos.LATCHED.keepLast(3), late::add);
    second.createReader("plain", TYPE, Qos.RELIABLE, unlatched::add);
    assertEquals(List.of(2L, 3L, 4L), take(late, 3));
    assertTrue(plain.awaitReaders(1, SOON));
    plain.write(message(5, 100));
    latched.write(message(5, 100));
    assertEquals(List.of(5L), take(late, 1));
    assertEquals(List.of(5L), take(unlatched, 1));
  }

  @Test
  void oneParticipantReadsWhatItWrites() throws Exception {
    BlockingQueue<Sample> got = new LinkedBlockingQueue<>();
    Participant one = participant();
    DataWriter writer = one.createWriter("t", TYPE, Qos.RELIABLE);
    one.createReader("t", TYPE, Qos.RELIABLE, got::add);
    writer.write(message(0, 100));
    assertEquals(numbers(1), take(got, 1));
  }

  @Test
  void anAnswerNamesItsQuestion() throws Exception {
    BlockingQueue<Sample> got = new LinkedBlockingQueue<>();
    participant().createReader("t", TYPE, Qos.RELIABLE, got::add);
    DataWriter writer = participant().createWriter("t", TYPE, Qos.RELIABLE);
    assertTrue(writer.awaitReaders(1, SOON));
    SampleIdentity question = new SampleIdentity(new Guid(1, 2, 3), 1L << 40 | 5);
    writer.write(message(0, 100_000), question);
    writer.write(message(1, 100), question);
    assertEquals(question, got.poll(10, TimeUnit.SECONDS).related());
    assertEquals(question, got.poll(10, TimeUnit.SECONDS).related());
  }

  @Test
  void whatDoesNotFitIsToldInWords() throws Exception {
    BlockingQueue<Mismatch> told = new LinkedBlockingQueue<>();
    Participant one = participant();
    one.listen(
        new NetworkListener() {
          @Override
          public void mismatched(Mismatch mismatch) {
            told.add(mismatch);
          }
        });
    one.createReader("t", TYPE, Qos.LATCHED, s -> {});
    participant().createWriter("t", "test::Other", Qos.SENSOR);
    Mismatch mismatch = told.poll(10, TimeUnit.SECONDS);
    assertNotNull(mismatch);
    assertEquals(
        "t: reliability: the writer offers best effort, the reader asks for reliable; "
            + "durability: the writer offers volatile, the reader asks for transient local; "
            + "type: the writer has test::Other, the reader test::Bytes",
        mismatch.toString());
  }

  @Test
  void thoseWhoLeaveAreForgotten() throws Exception {
    Participant one = participant();
    Participant two = participant();
    DataWriter writer = one.createWriter("t", TYPE, Qos.RELIABLE);
    DataReader first = two.createReader("t", TYPE, Qos.RELIABLE, s -> {});
    DataReader second = two.createReader("t", TYPE, Qos.RELIABLE, s -> {});
    assertTrue(writer.awaitReaders(2, SOON));
    first.close();
    awaitReaders(writer, 1);
    assertEquals(List.of(second.guid()), writer.readers());
    two.close();
    awaitReaders(writer, 0);
    assertTrue(one.participants().isEmpty());
  }

  @Test
  void thoseWhoFallSilentAreForgottenAfterTheirLease() throws Exception {
    boolean[] dead = {false};
    DataWriter writer = participant().createWriter("t", TYPE, Qos.RELIABLE);
    ParticipantOptions brief = ParticipantOptions.loopback(domain).withLease(1_500_000_000L);
    participant(() -> dead[0], brief).createReader("t", TYPE, Qos.RELIABLE, s -> {});
    assertTrue(writer.awaitReaders(1, SOON));
    dead[0] = true;
    awaitReaders(writer, 0);
  }

  private static void awaitReaders(DataWriter writer, int count) throws InterruptedException {
    long end = System.nanoTime() + SOON.toNanos();
    while (writer.readers().size() != count) {
      assertFalse(System.nanoTime() > end, "still " + writer.readers());
      Thread.sleep(5);
    }
  }
}
