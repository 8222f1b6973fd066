"""Sealing one value: known answers, changes, moves, wrong keys, downgrades, lengths."""

import random
from dataclasses import replace
from itertools import product

import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from tests.fakes import NOON
from tests.sealing.makers import SITE, bytes_from, ring_of
from tests.sealing.second_gcm import encrypt, encrypt_block
from topicwire.errors import KeyRingError, NotAuthenticError, NotSealedError, SealError, UnknownKeyError
from topicwire.sealing.checks import new_key
from topicwire.sealing.keys import FieldClass, Key, KeyState, cipher
from topicwire.sealing.padding import pad
from topicwire.sealing.private import Private
from topicwire.sealing.ring import KeyRing
from topicwire.sealing.seal import Binding, open_sealed, seal
from topicwire.sealing.shape import Sealed, parse_sealed

PLACE = Binding(site=SITE, record="0123456789abcdef", field="secured")
PLAIN = Private(b"what readers do not see")
K15 = "feffe9928665731c6d6a8f9467308308" * 2
P15 = (
    "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
    "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b391aafd255"
)
C15 = (
    "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
    "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662898015ad"
)
A16 = "feedfacedeadbeeffeedfacedeadbeefabaddad2"
KNOWN = {  # the AES-256 cases with a nonce of 96 bits in the specification of GCM: key, nonce, plain, associated, box
    "13": ("00" * 32, "00" * 12, "", "", "530f8afbc74536b9a963b4f1c4cb738b"),
    "14": ("00" * 32, "00" * 12, "00" * 16, "", "cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919"),
    "15": (K15, "cafebabefacedbaddecaf888", P15, "", C15 + "b094dac5d93471bdec1a502270e3cc6c"),
    "16": (K15, "cafebabefacedbaddecaf888", P15[:120], A16, C15[:120] + "76fc6ece0f4e1768cddf8853bb2d551b"),
}


@pytest.mark.parametrize("case", KNOWN.values(), ids=KNOWN)
def test_the_cipher_gives_the_published_answers(case: tuple[str, ...]) -> None:
    """Both implementations agree with the vectors, and a tag with any bit changed is refused."""
    key, nonce, plain, associated, box = map(bytes.fromhex, case)
    assert AESGCM(key).encrypt(nonce, plain, associated) == encrypt(key, nonce, plain, associated) == box
    for bit in range(128):
        changed = box[:-16] + (int.from_bytes(box[-16:], "big") ^ (1 << bit)).to_bytes(16, "big")
        with pytest.raises(InvalidTag):
            AESGCM(key).decrypt(nonce, changed, associated)


def test_the_block_cipher_of_the_second_implementation_is_right() -> None:
    """FIPS 197, appendix C.3."""
    found = encrypt_block(bytes(range(32)), bytes.fromhex("00112233445566778899aabbccddeeff"))
    assert found.hex() == "8ea2b7ca516745bfeafc49904b496089"


@pytest.mark.parametrize("length", [0, 1, 127, 128, 300])
def test_a_value_is_what_the_design_says(length: int) -> None:
    """Derivation, associated data, padding and shape, built again from the words of the design."""
    import hashlib
    import hmac

    key, plain, nonce = ring_of().active, random.Random(length).randbytes(length), bytes(range(12))
    extracted = hmac.digest(bytes(32), key.secret.reveal(), hashlib.sha256)
    derived = hmac.digest(extracted, b"sealed/v2/record\x01", hashlib.sha256)
    parts = (b"\x02", key.id, SITE.encode(), b"0123456789abcdef", b"secured")
    associated = b"".join(len(part).to_bytes(4, "big") + part for part in parts)
    padded = plain + b"\x80" + bytes(127 - length % 128)
    text = seal(Private(plain), key, PLACE, lambda _: nonce)
    assert text == Sealed(box=encrypt(derived, nonce, padded, associated), key_id=key.id, nonce=nonce).text


def test_the_text_of_a_value_stays_what_it_is() -> None:
    """A fixed answer: values sealed by this version open in later ones."""
    key = Key(id=b"\1\2\3\4", secret=Private(bytes(range(32))), state=KeyState.ACTIVE, created_at=NOON, check="")
    text = seal(PLAIN, key, PLACE, lambda size: bytes(range(size)))
    assert text == (
        "zFxNduGf20txMPjV5qiPiJUq3zaqVKa9aCe2RbxpGwV6Z/zt2dKQ2ij9zbEV08irzhqj/mMm9RAn5rl+IyG4PFfg2Y4Wq3Mf8"
        "yp72O0jmofFq/OKlruhPTZnKqfS/z/lZjWPbIO70QTIaplnuqHExAVcoexrxcdElowSndv8ry6e7j0QZMDBY4WUXC8l+Ytg;AgECAwQAAQIDBAUGBwgJCgs="
    )
    assert open_sealed(text, KeyRing(site=SITE, keys=(key,)), PLACE) == PLAIN


def test_sealing_twice_gives_two_texts_that_say_the_same() -> None:
    """The nonce is random, so a reader cannot tell that two values are equal."""
    ring = ring_of()
    one, two = (seal(PLAIN, ring.active, PLACE) for _ in range(2))
    assert one != two
    assert open_sealed(one, ring, PLACE) == open_sealed(two, ring, PLACE) == PLAIN


def test_of_a_thousand_single_changes_none_is_accepted() -> None:
    """Changed, dropped, doubled or swapped characters anywhere in the value are refused."""
    ring, chance = ring_of(), random.Random(20260302)
    text = seal(PLAIN, ring.active, PLACE)
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=; \n"
    tried = accepted = 0
    while tried < 1000:
        at, kind = chance.randrange(len(text)), tried % 4
        replaced = text[:at] + chance.choice(alphabet) + text[at + 1 :]
        swapped = text[: at - 1] + text[at : at + 1] + text[at - 1 : at] + text[at + 1 :] if at else text[1:] + text[0]
        changed = (replaced, text[:at] + text[at + 1 :], text[:at] + text[at] + text[at:], swapped)[kind]
        if changed == text:
            continue
        tried += 1
        try:
            open_sealed(changed, ring, PLACE)
            accepted += 1
        except SealError:
            pass
    assert (tried, accepted) == (1000, 0)


def test_every_bit_counts() -> None:
    """Ciphertext, tag, version, key id and nonce are all under the seal."""
    ring = ring_of()
    sealed = parse_sealed(seal(PLAIN, ring.active, PLACE))
    for bit in range(8 * len(sealed.box)):
        box = (int.from_bytes(sealed.box, "big") ^ (1 << bit)).to_bytes(len(sealed.box), "big")
        with pytest.raises(NotAuthenticError):
            open_sealed(replace(sealed, box=box).text, ring, PLACE)
    for bit in range(96):
        nonce = (int.from_bytes(sealed.nonce, "big") ^ (1 << bit)).to_bytes(12, "big")
        with pytest.raises(NotAuthenticError):
            open_sealed(replace(sealed, nonce=nonce).text, ring, PLACE)


def test_of_two_hundred_swaps_none_is_accepted() -> None:
    """A value opens in the record, field, hub and class it was sealed for, and nowhere else."""
    ring = ring_of()
    places = [
        Binding(site=site, record=record, field=field, field_class=kind)
        for site, record, field, kind in product(
            (SITE, SITE[::-1]), ("a1", "a1s"), ("secured", "ecured"), (FieldClass.RECORD, FieldClass.CHECK)
        )
    ]
    swaps = [(left, right) for left in places for right in places if left != right]
    assert len(swaps) >= 200
    for left, right in swaps:
        with pytest.raises(NotAuthenticError):
            open_sealed(seal(PLAIN, ring.active, left), ring, right)


def test_of_twenty_thousand_wrong_keys_none_is_accepted() -> None:
    """A key under the right id that is not the right key never gives anything."""
    right, chance = ring_of().active, random.Random(7)
    sealed = parse_sealed(seal(PLAIN, right, PLACE))
    associated, accepted = PLACE.associated(right.id), 0
    for _ in range(20_000):
        wrong = replace(right, secret=Private(chance.randbytes(32)))
        try:
            cipher(wrong, FieldClass.RECORD).decrypt(sealed.nonce, sealed.box, associated)
            accepted += 1
        except InvalidTag:
            pass
    assert accepted == 0
    wrong_ring = KeyRing(site=SITE, keys=(replace(right, secret=Private(chance.randbytes(32))),))
    with pytest.raises(NotAuthenticError):
        open_sealed(sealed.text, wrong_ring, PLACE)


def test_a_key_is_chosen_by_id_and_never_tried() -> None:
    """The right key under another id does not open, and a retired one does not either."""
    ring = ring_of()
    text = seal(PLAIN, ring.active, PLACE)
    renamed = KeyRing(site=SITE, keys=(replace(ring.active, id=b"zzzz"),))
    rotated = ring.rotated(new_key(SITE, NOON, bytes_from(2)))
    assert open_sealed(text, rotated, PLACE) == PLAIN
    for other in (renamed, rotated.ended()):
        with pytest.raises(UnknownKeyError):
            open_sealed(text, other, PLACE)


def test_only_the_active_key_seals() -> None:
    """A key that a rotation leads away from makes nothing new."""
    ring = ring_of().rotated(new_key(SITE, NOON, bytes_from(2)))
    with pytest.raises(KeyRingError):
        seal(PLAIN, ring.read_only[0], PLACE)


def test_a_planted_legacy_value_is_never_opened() -> None:
    """The 16-byte IV of the older shape leads to no cipher at all, whatever the bytes."""
    ring = ring_of()
    text = seal(PLAIN, ring.active, PLACE)
    first = text.partition(";")[0]
    with pytest.raises(NotSealedError):
        open_sealed(f"{first};AAAAAAAAAAAAAAAAAAAAAA==", ring, PLACE)


def test_all_failures_look_the_same_from_outside() -> None:
    """Whoever may send values learns nothing from the words."""
    words = {str(kind()) for kind in (SealError, NotSealedError, UnknownKeyError, NotAuthenticError)}
    assert words == {"the sealed value cannot be opened"}


def test_length_shows_only_in_steps() -> None:
    """All texts of up to 127 bytes are as long as each other, then all of up to 255."""
    key = ring_of().active
    lengths = {size: len(seal(Private(bytes(size)), key, PLACE)) for size in (0, 1, 50, 127, 128, 200, 255, 256)}
    assert lengths[0] == lengths[1] == lengths[50] == lengths[127]
    assert lengths[128] == lengths[200] == lengths[255]
    assert lengths[127] < lengths[128] < lengths[256]
    assert len(pad(b"")) == 128
