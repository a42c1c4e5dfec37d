"""Random states of seven joints and the duration that Ruckig (PyPI: ruckig) plans between them.

python bench/peers/ruckig_states.py SEED COUNT > states.csv

Columns: duration; then seven numbers each of velocity, acceleration and jerk limits, of position,
velocity and acceleration at the start, and of the same at the goal. Rows alternate between states
without acceleration and with it; some goals are near, some are at rest.
"""

import sys

import numpy as np
from ruckig import InputParameter, Result, Ruckig, Trajectory

JOINTS = 7


def state(rng, limits, still):
    """Velocity and acceleration that can keep the limits, before and after."""
    v, a, j = limits
    acceleration = np.zeros(JOINTS) if still else rng.uniform(-1, 1, JOINTS) * a
    room = v - acceleration**2 / (2 * j)
    acceleration = np.where(room > 0.05 * v, acceleration, 0)
    room = v - acceleration**2 / (2 * j)
    return rng.uniform(-1, 1, JOINTS) * room, acceleration


def main(seed, count):
    rng = np.random.default_rng(seed)
    planner = Ruckig(JOINTS)
    print(f"# seed {seed}, durations by ruckig, see bench/peers/ruckig_states.py")
    for row in range(count):
        limits = [
            rng.uniform(0.5, 3, JOINTS),
            rng.uniform(1, 15, JOINTS),
            10 ** rng.uniform(1, 3.7, JOINTS),
        ]
        limits = [np.round(limit, 3) for limit in limits]
        start = rng.uniform(-3, 3, JOINTS)
        near = rng.uniform(-0.05, 0.05, JOINTS)
        goal = start + near if row % 4 == 1 else rng.uniform(-3, 3, JOINTS)
        from_v, from_a = state(rng, limits, row % 2 == 0)
        to_v, to_a = state(rng, limits, row % 2 == 0)
        if row % 8 == 3:
            to_v, to_a = np.zeros(JOINTS), np.zeros(JOINTS)
        numbers = [start, from_v, from_a, goal, to_v, to_a]
        numbers = [np.trunc(number * 1e4) / 1e4 for number in numbers]
        request = InputParameter(JOINTS)
        request.max_velocity, request.max_acceleration, request.max_jerk = limits
        request.current_position, request.current_velocity, request.current_acceleration = numbers[:3]
        request.target_position, request.target_velocity, request.target_acceleration = numbers[3:]
        motion = Trajectory(JOINTS)
        result = planner.calculate(request, motion)
        if result not in (Result.Working, Result.Finished):
            sys.exit(f"row {row}: ruckig said {result}")
        values = [motion.duration, *np.concatenate(limits + numbers)]
        print(",".join(f"{value:.10g}" for value in values))


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
