package org.pollex.bench.windows;

/**
 * How many windows a run gave.
 *
 * @param seconds by the clock
 * @param cpuSeconds of all threads of the process
 */
record Rate(double windows, double seconds, double cpuSeconds) {
  double perSecond() {
    return windows / seconds;
  }

  double perCpuSecond() {
    return windows / cpuSeconds;
  }
}
