// A plain loop over mj_step in C, the peer of bench/run mujoco: prints steps per second of this
// thread's CPU time, and the sum of the last positions, by which both loops prove the same physics.
//   mujoco_steps MODEL.xml STEPS
#include <mujoco/mujoco.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static double cpu_seconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return now.tv_sec + 1e-9 * now.tv_nsec;
}

static void run(const mjModel* m, mjData* d, long from, long steps) {
  for (long step = from; step < from + steps; step++) {
    for (int i = 0; i < m->nu; i++) {
      d->ctrl[i] = ((step * 7 + i * 3) % 200 - 100) / 100.0;
    }
    mj_step(m, d);
  }
}

int main(int argc, char** argv) {
  char error[1000] = "";
  mjModel* m = argc == 3 ? mj_loadXML(argv[1], NULL, error, sizeof(error)) : NULL;
  if (!m) {
    fprintf(stderr, "mujoco_steps MODEL.xml STEPS: %s\n", error);
    return 2;
  }
  mjData* d = mj_makeData(m);
  long steps = atol(argv[2]);

  run(m, d, 0, steps / 10);
  double start = cpu_seconds();
  run(m, d, steps / 10, steps);
  double seconds = cpu_seconds() - start;

  double sum = 0;
  for (int i = 0; i < m->nq; i++) {
    sum += d->qpos[i];
  }
  printf("%.17g %.17g\n", steps / seconds, sum);
  mj_deleteData(d);
  mj_deleteModel(m);
  return 0;
}
