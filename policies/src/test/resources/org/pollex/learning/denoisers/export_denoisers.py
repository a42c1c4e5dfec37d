"""Writes what PyTorch 2.11 computes for two small denoisers: weights, one batch, the output, and the
losses of 51 AdamW steps on that batch. Usage: python export_denoisers.py FOLDER [SEED]
Needs torch==2.11.0 and safetensors. The layers follow Diffusion Policy (Chi and others 2023) and
adaLN-Zero (Peebles and Xie 2023); names are those of the Java networks."""
import math
import sys
import torch
import torch.nn as nn
import torch.nn.functional as F
from safetensors.torch import save_file

ACTIONS, HORIZON, CONDITION, BATCH, STEPS = 7, 16, 40, 8, 51


class Embedding(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.width = width
        self.add_module("1", nn.Linear(width, 4 * width))
        self.add_module("3", nn.Linear(4 * width, width))

    def forward(self, steps):
        half = self.width // 2
        frequency = torch.exp(torch.arange(half) * (-math.log(10000) / (half - 1)))
        angle = steps[:, None] * frequency
        wave = torch.cat([angle.sin(), angle.cos()], -1)
        return getattr(self, "3")(F.mish(getattr(self, "1")(wave)))


class TransformerBlock(nn.Module):
    def __init__(self, width, heads, inner):
        super().__init__()
        self.width, self.heads = width, heads
        self.c = nn.ModuleList([nn.Identity(), nn.Linear(width, 6 * width)])
        self.q, self.o = nn.Linear(width, 3 * width), nn.Linear(width, width)
        self.m = nn.ModuleList([nn.Linear(width, inner), nn.Identity(), nn.Linear(inner, width)])

    def norm(self, x, shift, scale):
        return F.layer_norm(x, [self.width]) * (1 + scale) + shift

    def forward(self, x, gate):
        shift1, scale1, gate1, shift2, scale2, gate2 = self.c[1](gate)[:, None].chunk(6, -1)
        batch, length, width = x.shape
        joined = self.q(self.norm(x, shift1, scale1))
        q, k, v = joined.view(batch, length, 3, self.heads, -1).permute(2, 0, 3, 1, 4)
        mixed = F.scaled_dot_product_attention(q, k, v).transpose(1, 2)
        x = x + gate1 * self.o(mixed.reshape(batch, length, width))
        inner = F.gelu(self.m[0](self.norm(x, shift2, scale2)), approximate="tanh")
        return x + gate2 * self.m[2](inner)


class Transformer(nn.Module):
    def __init__(self, width=64, blocks=2, heads=4):
        super().__init__()
        self.p = nn.Parameter(torch.randn(1, HORIZON, width) * 0.02)
        self.i, self.t = nn.Linear(ACTIONS, width), Embedding(width)
        self.g, self.o = nn.Linear(CONDITION, width), nn.Linear(width, ACTIONS)
        self.b = nn.ModuleList(TransformerBlock(width, heads, 4 * width) for _ in range(blocks))
        self.n = nn.LayerNorm(width)

    def forward(self, noisy, steps, condition):
        x, gate = self.i(noisy) + self.p, F.silu(self.t(steps) + self.g(condition))
        for block in self.b:
            x = block(x, gate)
        return self.o(self.n(x))


class Unit(nn.Module):
    def __init__(self, inside, outside):
        super().__init__()
        self.b = nn.ModuleList(
            [nn.Conv1d(inside, outside, 5, padding=2), nn.GroupNorm(8, outside)])

    def forward(self, x):
        return F.mish(self.b[1](self.b[0](x)))


class Residual(nn.Module):
    def __init__(self, inside, outside, film):
        super().__init__()
        self.a, self.b = Unit(inside, outside), Unit(outside, outside)
        self.c = nn.ModuleList([nn.Identity(), nn.Linear(film, 2 * outside)])
        self.r = nn.Conv1d(inside, outside, 1) if inside != outside else nn.Identity()

    def forward(self, x, film):
        scale, shift = self.c[1](film)[..., None].chunk(2, 1)
        return self.b(scale * self.a(x) + shift) + self.r(x)


class Unet(nn.Module):
    def __init__(self, embedding=16, channels=(8, 16, 32)):
        super().__init__()
        film, sizes, last = embedding + CONDITION, (ACTIONS, *channels), len(channels) - 1
        self.t = Embedding(embedding)
        self.down = nn.ModuleList()
        for i in range(len(channels)):
            half = nn.Conv1d(sizes[i + 1], sizes[i + 1], 3, 2, 1) if i < last else nn.Identity()
            self.down.append(nn.ModuleList([
                Residual(sizes[i], sizes[i + 1], film),
                Residual(sizes[i + 1], sizes[i + 1], film), half]))
        self.mid = nn.ModuleList(Residual(channels[-1], channels[-1], film) for _ in range(2))
        self.up = nn.ModuleList(
            nn.ModuleList([
                Residual(2 * channels[i + 1], channels[i], film),
                Residual(channels[i], channels[i], film),
                nn.ConvTranspose1d(channels[i], channels[i], 4, 2, 1)])
            for i in reversed(range(last)))
        self.out = nn.ModuleList([Unit(channels[0], channels[0]), nn.Conv1d(channels[0], ACTIONS, 1)])

    def forward(self, noisy, steps, condition):
        x, skips = noisy.transpose(1, 2), []
        film = F.mish(torch.cat([self.t(steps), condition], -1))
        for first, second, half in self.down:
            x = second(first(x, film), film)
            skips.append(x)
            x = half(x)
        for block in self.mid:
            x = block(x, film)
        for first, second, double in self.up:
            x = double(second(first(torch.cat([x, skips.pop()], 1), film), film))
        return self.out[1](self.out[0](x)).transpose(1, 2)


def write(net, file):
    noisy, noise = torch.randn(BATCH, HORIZON, ACTIONS), torch.randn(BATCH, HORIZON, ACTIONS)
    condition, steps = torch.randn(BATCH, CONDITION), torch.randint(0, 100, (BATCH,)).float()
    saved = {name: value.clone() for name, value in net.state_dict().items()}
    saved.update({"batch/noisy": noisy, "batch/noise": noise, "batch/condition": condition,
                  "batch/steps": steps, "net": net(noisy, steps, condition).detach()})
    optimizer, losses = torch.optim.AdamW(net.parameters(), 1e-4, weight_decay=1e-2), []
    for _ in range(STEPS):
        optimizer.zero_grad()
        loss = F.mse_loss(net(noisy, steps, condition), noise)
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    saved["losses"] = torch.tensor(losses)
    save_file({name: value.contiguous() for name, value in saved.items()}, file)


torch.set_num_threads(1)
torch.manual_seed(int(sys.argv[2]) if len(sys.argv) > 2 else 0)
write(Transformer(), sys.argv[1] + "/transformer.safetensors")
write(Unet(), sys.argv[1] + "/unet.safetensors")
