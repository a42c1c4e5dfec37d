package org.pollex.eval.trial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pollex.datasets.storage.CanonicalJson;
import org.pollex.datasets.storage.Sha256;
import org.pollex.eval.trial.plan.TrialPlan;
import org.pollex.eval.trial.run.OutcomeRecord;
import org.pollex.eval.trial.run.TrialJournals;
import org.pollex.eval.trial.seal.KeyRing;
import org.pollex.eval.trial.seal.SealedPlan;
import org.pollex.eval.trial.seal.TrialFolder;

/** Before unsealing, nothing that an operator can see tells policies apart. */
class BlindingTest {
  @TempDir private Path scratch;

  @Test
  void folderAndOutputHoldNoNamePathDigestOrCommonMarkOfAPolicy() throws Exception {
    Path model = scratch.resolve("peculiar-model.bin");
    Files.writeString(model, "weights");
    TrialPlan plan = CoinTrial.plan(3, "bet:0.9@zebra", "throwing", "file:" + model);
    KeyRing keys = new KeyRing(scratch.resolve("keys"));
    TrialFolder folder = CoinTrial.seal(plan, scratch.resolve("trial"), keys);
    ChildJvm.Result run =
        ChildJvm.run(CoinTrial.class, folder.path().toString(), keys.folder().toString(), "3");
    assertEquals(0, run.code(), run.output());

    byte[] unsealKey = keys.unsealKey(folder.header().planDigest());
    SealedPlan secret = folder.plan(unsealKey);
    List<String> marks = new ArrayList<>(List.of("zebra", "peculiar", "thrown by", "bet too low"));
    secret.policies().forEach(policy -> marks.add(policy.name()));
    secret.policies().forEach(policy -> marks.add(policy.address()));
    secret.policies().forEach(policy -> marks.add(CanonicalJson.digest(policy)));
    secret.policies().forEach(policy -> marks.add(Sha256.hex(bytes(policy.name()))));
    marks.add(Sha256.hex(model));
    marks.add(secret.nonce());
    marks.add(secret.noteKey());
    secret.assignments().forEach(assignment -> marks.add(assignment.salt()));
    List<Path> seen = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder.path())) {
      seen.addAll(files.filter(Files::isRegularFile).toList());
    }
    assertTrue(seen.size() >= 7, seen.toString());
    for (String mark : marks) {
      assertFalse(run.output().contains(mark), "the output holds " + mark);
      for (Path file : seen) {
        String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        assertFalse(text.contains(mark), file + " holds " + mark);
        assertFalse(file.toString().contains(mark), file.toString());
      }
    }
  }

  @Test
  void everyNoteHasTheSameSizeAndCodesAreNeverReused() {
    KeyRing keys = new KeyRing(scratch.resolve("keys"));
    TrialFolder folder =
        CoinTrial.seal(
            CoinTrial.plan(4, "bet:0.9", "throwing", "nan"), scratch.resolve("trial"), keys);
    CoinTrial.run(folder, keys, 3);
    List<Integer> sizes = new ArrayList<>();
    List<String> codes = new ArrayList<>();
    for (var record : TrialJournals.records(folder, TrialFolder.OUTCOMES)) {
      OutcomeRecord outcome =
          CanonicalJson.parse(record.payload(), OutcomeRecord.class, folder.path());
      sizes.add(Base64.getDecoder().decode(outcome.note()).length);
      codes.add(outcome.code());
    }
    assertEquals(1, sizes.stream().distinct().count(), sizes.toString());
    assertEquals(24, codes.stream().distinct().count());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
