"""Meta-World's own ways to step many environments, timed on actions that the caller made.

    metaworld_throughput.py MODE ACTIONS STEPS

MODE is one of
  sync, async  gymnasium.make_vec("Meta-World/MT10") with its stock wrappers, 10 environments
  single       one bare environment of task reach-v3, called directly, reset every 500 steps
  loops        two processes that call five bare environments each, without any exchange: the most
               that two workers of this Meta-World can do

ACTIONS is a file of float32 [1000, 10, 4], little-endian; vector step i takes row i modulo 1000.
Prints one JSON object: environment steps and wall seconds. Creation and a first reset are not
timed; the resets within the run are.
"""

import json
import multiprocessing
import os
import pickle
import sys
import time

os.environ.setdefault("OMP_NUM_THREADS", "1")

import gymnasium  # noqa: E402
import metaworld  # noqa: E402
import numpy  # noqa: E402

EPISODE = 500
SEED = 42


def actions_from(path):
    return numpy.fromfile(path, dtype="<f4").reshape(-1, 10, 4)


def vector(strategy, actions, steps):
    environments = gymnasium.make_vec("Meta-World/MT10", vector_strategy=strategy, seed=SEED)
    environments.reset()
    begin = time.perf_counter()
    for i in range(steps):
        environments.step(actions[i % len(actions)])
    seconds = time.perf_counter() - begin
    environments.close()
    return 10 * steps, seconds


def bare(benchmark, name, goal):
    environment = benchmark.train_classes[name]()
    tasks = [task for task in benchmark.train_tasks if task.env_name == name]
    environment.set_task(tasks[goal])
    environment.reset()
    return environment


def loop(environments, columns, actions, steps):
    begin = time.perf_counter()
    for i in range(steps):
        row = actions[i % len(actions)]
        for environment, column in zip(environments, columns):
            environment.step(row[column])
        if (i + 1) % EPISODE == 0:
            for environment in environments:
                environment.reset()
    return time.perf_counter() - begin


def single(actions, steps):
    benchmark = metaworld.MT1("reach-v3", seed=SEED)
    environment = bare(benchmark, "reach-v3", 0)
    return steps, loop([environment], [0], actions, steps)


def worker(columns, names, goals, path, steps, ready, results):
    classes = {name: metaworld.ALL_V3_ENVIRONMENTS[name] for name in names}
    environments = []
    for name, goal in zip(names, goals):
        environment = classes[name]()
        environment.set_task(pickle.loads(goal))
        environment.reset()
        environments.append(environment)
    actions = actions_from(path)
    ready.wait()
    loop(environments, columns, actions, steps)
    results.put(time.perf_counter())


def loops(path, steps):
    benchmark = metaworld.MT10(seed=SEED)
    names = list(benchmark.train_classes)
    goals = [next(t for t in benchmark.train_tasks if t.env_name == n) for n in names]
    context = multiprocessing.get_context("spawn")
    ready, results = context.Barrier(3), context.Queue()
    workers = []
    for part in (0, 1):
        columns = list(range(part, 10, 2))
        process = context.Process(
            target=worker,
            args=(
                columns,
                [names[c] for c in columns],
                [pickle.dumps(goals[c]) for c in columns],
                path,
                steps,
                ready,
                results,
            ),
        )
        process.start()
        workers.append(process)
    ready.wait()
    begin = time.perf_counter()
    for _ in workers:
        results.get()
    seconds = time.perf_counter() - begin
    for process in workers:
        process.join()
    return 10 * steps, seconds


def main():
    mode, path, steps = sys.argv[1], sys.argv[2], int(sys.argv[3])
    actions = actions_from(path)
    if mode in ("sync", "async"):
        count, seconds = vector(mode, actions, steps)
    elif mode == "single":
        count, seconds = single(actions, steps)
    else:
        count, seconds = loops(path, steps)
    print(json.dumps({"env_steps": count, "seconds": seconds}))


if __name__ == "__main__":
    main()
