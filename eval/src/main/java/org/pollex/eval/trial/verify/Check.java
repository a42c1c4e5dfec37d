package org.pollex.eval.trial.verify;

/**
 * One thing that was checked.
 *
 * @param name for example {@code outcome chain}
 * @param ok whether it holds
 * @param detail what was found, and which record of a journal is wrong
 * @param file name of the file in the folder
 */
public record Check(String name, boolean ok, String detail, String file) {
  static Check passed(String name, String detail, String file) {
    return new Check(name, true, detail, file);
  }

  static Check failed(String name, String detail, String file) {
    return new Check(name, false, detail, file);
  }
}
