/* The physics of Meta-World's step and nothing else: the most that any program can reach.
 *
 *     mujoco_loop MODEL STATE ACTIONS THREADS WORLDS STEPS
 *
 * MODEL and STATE come from metaworld_model.py; ACTIONS is a file of float32 [1000, 256, 4]. Each
 * thread steps its share of the worlds by turns; before each episode of 500 steps a world goes back
 * to STATE and holds its hand there for 50 steps, as a reset does. Prints one JSON object:
 * environment steps, wall and CPU seconds.
 */
#include <mujoco/mujoco.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { ROWS = 1000, COLUMNS = 256, EPISODE = 500, HAND_STEPS = 50, FRAME_SKIP = 5 };

static mjModel* model;
static double* state;
static float* actions;
static int threads, worlds, steps;

static const double low[3] = {-0.5, 0.4, 0.05}, high[3] = {0.5, 1, 0.5};
static const double quaternion[4] = {1, 0, 1, 0};

static double clip(double value, double from, double to) {
  return value < from ? from : value > to ? to : value;
}

static void drive(mjData* data, double gripper) {
  for (int i = 0; i < 4; i++) data->mocap_quat[i] = quaternion[i];
  data->ctrl[0] = gripper;
  data->ctrl[1] = -gripper;
  for (int i = 0; i < FRAME_SKIP; i++) mj_step(model, data);
}

static void reset(mjData* data) {
  mj_setState(model, data, state, mjSTATE_INTEGRATION);
  for (int i = 0; i < HAND_STEPS; i++) drive(data, -1);
  mj_forward(model, data);
}

static void control_step(mjData* data, const float* action) {
  for (int i = 0; i < 3; i++) {
    double moved = data->mocap_pos[i] + 0.01 * clip(action[i], -1, 1);
    data->mocap_pos[i] = clip(moved, low[i], high[i]);
  }
  drive(data, action[3]);
  mj_forward(model, data);
}

static void* run(void* argument) {
  int first = (int)(size_t)argument;
  mjData* data[COLUMNS];
  for (int world = first; world < worlds; world += threads) data[world] = mj_makeData(model);
  for (int step = 0; step < steps; step++) {
    for (int world = first; world < worlds; world += threads) {
      if (step % EPISODE == 0) reset(data[world]);
      control_step(data[world], actions + 4 * (COLUMNS * (step % ROWS) + world));
    }
  }
  for (int world = first; world < worlds; world += threads) mj_deleteData(data[world]);
  return NULL;
}

static void* read_file(const char* path, size_t size, size_t count) {
  void* numbers = malloc(size * count);
  FILE* file = fopen(path, "rb");
  if (!file || fread(numbers, size, count, file) != count) {
    fprintf(stderr, "cannot read %zu numbers from %s\n", count, path);
    exit(1);
  }
  fclose(file);
  return numbers;
}

static double now(clockid_t clock) {
  struct timespec time;
  clock_gettime(clock, &time);
  return time.tv_sec + 1e-9 * time.tv_nsec;
}

int main(int count, char** arguments) {
  if (count != 7) {
    fprintf(stderr, "usage: mujoco_loop MODEL STATE ACTIONS THREADS WORLDS STEPS\n");
    return 2;
  }
  model = mj_loadModel(arguments[1], NULL);
  if (!model) return 1;
  state = read_file(arguments[2], sizeof(double), mj_stateSize(model, mjSTATE_INTEGRATION));
  actions = read_file(arguments[3], sizeof(float), 4 * ROWS * COLUMNS);
  threads = atoi(arguments[4]);
  worlds = atoi(arguments[5]);
  steps = atoi(arguments[6]);
  if (threads < 1 || threads > COLUMNS || worlds < 1 || worlds > COLUMNS) return 2;

  pthread_t thread[COLUMNS];
  double wall = now(CLOCK_MONOTONIC), cpu = now(CLOCK_PROCESS_CPUTIME_ID);
  for (size_t i = 0; i < (size_t)threads; i++) pthread_create(&thread[i], NULL, run, (void*)i);
  for (int i = 0; i < threads; i++) pthread_join(thread[i], NULL);
  printf("{\"env_steps\": %ld, \"seconds\": %.6f, \"cpu_seconds\": %.6f}\n", (long)worlds * steps,
         now(CLOCK_MONOTONIC) - wall, now(CLOCK_PROCESS_CPUTIME_ID) - cpu);
  return 0;
}
