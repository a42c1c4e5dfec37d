"""What one server accepts; GetServerInfo tells it to clients."""

LIMITS = {
    "max_slots": 256,
    "max_chunk_steps": 512,
    "max_image_pixels": 1920 * 1080,
    "max_cloud_points": 65536,
    "max_message_bytes": 256 << 20,
    "max_pools": 16,
    "max_snapshots_per_pool": 64,
}
MAX_WORKERS = 64
MAX_CONDITIONS = 100_000
DEFAULT_LEASE_SECONDS = 120
