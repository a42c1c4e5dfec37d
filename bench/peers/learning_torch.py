"""PyTorch's side of the learning measurement: the same networks, sizes and steps.

learning_torch.py train dit|unet THREADS STEPS plain|full: a step of 64 windows; forward, backward
and AdamW, or with clipping and the average of the weights too.
learning_torch.py sample dit|unet STEPS: ten DDIM steps of one chunk, one thread.
learning_torch.py mlp STEPS: an MLP 39-3x256-4, one input, one thread.
Prints a JSON object: medians of wall and of processor seconds.
"""

import json
import math
import sys
import time

import torch
from torch import nn
from torch.nn import functional

HORIZON, ACTIONS, CONDITION, BATCH, LEVELS = 16, 7, 40, 64, 100


class Waves(nn.Module):
    def __init__(self, width):
        super().__init__()
        half = width // 2
        self.register_buffer("f", torch.exp(torch.arange(half) * (-math.log(1e4) / (half - 1))))

    def forward(self, steps):
        angles = steps.float()[:, None] * self.f
        return torch.cat((angles.sin(), angles.cos()), -1)


def step_embedding(width):
    return nn.Sequential(
        Waves(width), nn.Linear(width, 4 * width), nn.Mish(), nn.Linear(4 * width, width)
    )


class Block(nn.Module):
    def __init__(self, width, heads):
        super().__init__()
        self.heads = heads
        self.norm = nn.LayerNorm(width, elementwise_affine=False)
        self.joined, self.merged = nn.Linear(width, 3 * width), nn.Linear(width, width)
        self.inner, self.outer = nn.Linear(width, 4 * width), nn.Linear(4 * width, width)
        self.modulation = nn.Linear(width, 6 * width)

    def forward(self, x, gate):
        shift1, scale1, gate1, shift2, scale2, gate2 = (
            self.modulation(gate).unsqueeze(1).chunk(6, -1)
        )
        batch, tokens, width = x.shape
        joined = self.joined(self.norm(x) * (1 + scale1) + shift1)
        q, k, v = joined.view(batch, tokens, 3, self.heads, -1).permute(2, 0, 3, 1, 4)
        attended = functional.scaled_dot_product_attention(q, k, v)
        x = x + gate1 * self.merged(attended.transpose(1, 2).reshape(batch, tokens, width))
        inner = self.inner(self.norm(x) * (1 + scale2) + shift2)
        return x + gate2 * self.outer(functional.gelu(inner, approximate="tanh"))


class Transformer(nn.Module):
    def __init__(self, width=256, blocks=8, heads=4):
        super().__init__()
        self.tokens = nn.Linear(ACTIONS, width)
        self.position = nn.Parameter(torch.randn(1, HORIZON, width) * 0.02)
        self.step, self.told = step_embedding(width), nn.Linear(CONDITION, width)
        self.blocks = nn.ModuleList([Block(width, heads) for _ in range(blocks)])
        self.norm, self.out = nn.LayerNorm(width), nn.Linear(width, ACTIONS)

    def forward(self, noisy, steps, condition):
        x = self.tokens(noisy) + self.position
        gate = functional.silu(self.step(steps) + self.told(condition))
        for block in self.blocks:
            x = block(x, gate)
        return self.out(self.norm(x))


def unit(into, out):
    return nn.Sequential(nn.Conv1d(into, out, 5, padding=2), nn.GroupNorm(8, out), nn.Mish())


class Residual(nn.Module):
    def __init__(self, into, out, condition):
        super().__init__()
        self.first, self.second = unit(into, out), unit(out, out)
        self.film = nn.Sequential(nn.Mish(), nn.Linear(condition, 2 * out))
        self.short = nn.Conv1d(into, out, 1) if into != out else nn.Identity()

    def forward(self, x, condition):
        scale, bias = self.film(condition).unsqueeze(-1).chunk(2, 1)
        return self.second(scale * self.first(x) + bias) + self.short(x)


class Unet(nn.Module):
    def __init__(self, embedding=256, channels=(256, 512, 1024)):
        super().__init__()
        condition = embedding + CONDITION
        self.step = step_embedding(embedding)
        widths = [ACTIONS, *channels]
        pairs = list(zip(widths, widths[1:]))
        self.down = nn.ModuleList()
        for i, (into, out) in enumerate(pairs):
            last = i + 1 == len(pairs)
            self.down.append(
                nn.ModuleList(
                    [
                        Residual(into, out, condition),
                        Residual(out, out, condition),
                        nn.Identity() if last else nn.Conv1d(out, out, 3, 2, 1),
                    ]
                )
            )
        self.middle = nn.ModuleList(
            [Residual(channels[-1], channels[-1], condition) for _ in range(2)]
        )
        self.up = nn.ModuleList(
            nn.ModuleList(
                [
                    Residual(2 * out, into, condition),
                    Residual(into, into, condition),
                    nn.ConvTranspose1d(into, into, 4, 2, 1),
                ]
            )
            for into, out in reversed(pairs[1:])
        )
        self.out = nn.Sequential(unit(channels[0], channels[0]), nn.Conv1d(channels[0], ACTIONS, 1))

    def forward(self, noisy, steps, condition):
        told = torch.cat((self.step(steps), condition), -1)
        x, kept = noisy.transpose(1, 2), []
        for first, second, shrink in self.down:
            x = second(first(x, told), told)
            kept.append(x)
            x = shrink(x)
        for block in self.middle:
            x = block(x, told)
        for first, second, grow in self.up:
            x = grow(second(first(torch.cat((x, kept.pop()), 1), told), told))
        return self.out(x).transpose(1, 2)


def network(kind):
    return Transformer() if kind == "dit" else Unet()


def timed(work, warm, count):
    for _ in range(warm):
        work()
    wall, cpu = [], []
    for _ in range(count):
        w, c = time.perf_counter(), time.process_time()
        work()
        wall.append(time.perf_counter() - w)
        cpu.append(time.process_time() - c)
    print(json.dumps({"wall": sorted(wall)[count // 2], "cpu": sorted(cpu)[count // 2]}))


def train(kind, threads, steps, full):
    torch.set_num_threads(threads)
    net = network(kind)
    weights = list(net.parameters())
    average = [w.detach().clone() for w in weights]
    adam = torch.optim.AdamW(weights, 1e-4)
    noisy, noise = torch.randn(BATCH, HORIZON, ACTIONS), torch.randn(BATCH, HORIZON, ACTIONS)
    condition, levels = torch.randn(BATCH, CONDITION), torch.randint(0, LEVELS, (BATCH,))

    def step():
        adam.zero_grad(set_to_none=True)
        functional.mse_loss(net(noisy, levels, condition), noise).backward()
        if full:
            torch.nn.utils.clip_grad_norm_(weights, 1.0)
        adam.step()
        if full:
            torch._foreach_lerp_(average, [w.detach() for w in weights], 0.1)

    timed(step, 3, steps)


@torch.inference_mode()
def sample(kind, steps):
    torch.set_num_threads(1)
    net = network(kind).eval()
    i = torch.arange(LEVELS, dtype=torch.float64)

    def level(u):
        return torch.cos((u / LEVELS + 0.008) / 1.008 * math.pi / 2) ** 2

    signal = torch.cumprod(1 - (1 - level(i + 1) / level(i)).clamp(max=0.999), 0).float()
    condition = torch.randn(1, CONDITION)

    def chunk():
        x = torch.randn(1, HORIZON, ACTIONS)
        for k in range(9, -1, -1):
            now = signal[10 * k]
            then = signal[10 * (k - 1)] if k else torch.tensor(1.0)
            noise = net(x, torch.tensor([10 * k]), condition)
            clean = ((x - (1 - now).sqrt() * noise) / now.sqrt()).clamp(-1.5, 1.5)
            x = then.sqrt() * clean + (1 - then).sqrt() * noise
        return x

    timed(chunk, 5, steps)


@torch.inference_mode()
def mlp(steps):
    torch.set_num_threads(1)
    sizes = (39, 256, 256, 256, 4)
    layers = []
    for into, out in zip(sizes, sizes[1:]):
        layers += [nn.Linear(into, out), nn.ReLU()]
    net = nn.Sequential(*layers[:-1]).eval()
    x = torch.randn(1, 39)
    timed(lambda: net(x), 1000, steps)


if sys.argv[1] == "train":
    train(sys.argv[2], int(sys.argv[3]), int(sys.argv[4]), sys.argv[5] == "full")
elif sys.argv[1] == "sample":
    sample(sys.argv[2], int(sys.argv[3]))
else:
    mlp(int(sys.argv[2]))
