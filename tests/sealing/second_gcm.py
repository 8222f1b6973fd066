"""AES-256-GCM written out from FIPS 197 and NIST SP 800-38D, to cross-check the library; slow, for tests only."""


def _multiply(left: int, right: int) -> int:
    product = 0
    while right:
        product ^= left * (right & 1)
        left = (left << 1) ^ (0x11B if left & 0x80 else 0)
        right >>= 1
    return product


def _make_sbox() -> bytes:
    box = bytearray(256)
    for value in range(256):
        inverse = next((other for other in range(256) if _multiply(value, other) == 1), 0)
        turned = [((inverse << n) | (inverse >> (8 - n))) & 0xFF for n in range(5)]
        box[value] = turned[0] ^ turned[1] ^ turned[2] ^ turned[3] ^ turned[4] ^ 0x63
    return bytes(box)


_SBOX = _make_sbox()


def _round_keys(key: bytes) -> list[bytes]:
    words = [key[at : at + 4] for at in range(0, 32, 4)]
    constant = 1
    for at in range(8, 60):
        word = words[-1]
        if at % 8 == 0:
            word = bytes(_SBOX[byte] for byte in word[1:] + word[:1])
            word, constant = bytes((word[0] ^ constant,)) + word[1:], _multiply(constant, 2)
        elif at % 8 == 4:
            word = bytes(_SBOX[byte] for byte in word)
        words.append(bytes(a ^ b for a, b in zip(words[at - 8], word, strict=True)))
    return [b"".join(words[at : at + 4]) for at in range(0, 60, 4)]


def _xor(left: bytes, right: bytes) -> bytes:
    return bytes(a ^ b for a, b in zip(left, right, strict=False))


def encrypt_block(key: bytes, block: bytes) -> bytes:
    """Encrypt 16 bytes with AES-256."""
    first, *middle, last = _round_keys(key)
    state = _xor(block, first)
    for round_key in middle:
        state = _shift(bytes(_SBOX[byte] for byte in state))
        mixed = bytearray()
        for at in range(0, 16, 4):
            a, b, c, d = state[at : at + 4]
            for w, x, y, z in ((a, b, c, d), (b, c, d, a), (c, d, a, b), (d, a, b, c)):
                mixed.append(_multiply(w, 2) ^ _multiply(x, 3) ^ y ^ z)
        state = _xor(bytes(mixed), round_key)
    return _xor(_shift(bytes(_SBOX[byte] for byte in state)), last)


def _shift(state: bytes) -> bytes:
    return bytes(state[(at + 4 * (at % 4)) % 16] for at in range(16))


def _ghash(h: int, blocks: bytes) -> bytes:
    y = 0
    for at in range(0, len(blocks), 16):
        x, v, z = y ^ int.from_bytes(blocks[at : at + 16], "big"), h, 0
        for bit in range(127, -1, -1):
            z ^= v if (x >> bit) & 1 else 0
            v = (v >> 1) ^ (0xE1 << 120 if v & 1 else 0)
        y = z
    return y.to_bytes(16, "big")


def encrypt(key: bytes, nonce: bytes, plain: bytes, associated: bytes) -> bytes:
    """Give ciphertext and tag for a nonce of 12 bytes."""
    h = int.from_bytes(encrypt_block(key, bytes(16)), "big")
    box = b"".join(
        _xor(plain[at : at + 16], encrypt_block(key, nonce + (2 + at // 16).to_bytes(4, "big")))
        for at in range(0, len(plain), 16)
    )
    lengths = (8 * len(associated)).to_bytes(8, "big") + (8 * len(box)).to_bytes(8, "big")
    filled = associated + bytes(-len(associated) % 16) + box + bytes(-len(box) % 16) + lengths
    return box + _xor(_ghash(h, filled), encrypt_block(key, nonce + bytes((0, 0, 0, 1))))
