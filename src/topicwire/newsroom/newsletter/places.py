"""The places that values of the newsletter are sealed for: they open nowhere else."""

from topicwire.model.newsletter import SubscriberId
from topicwire.sealing.keys import FieldClass
from topicwire.sealing.ring import KeyRing
from topicwire.sealing.seal import Binding

SECRET = "newsletter.secret"
"""Name of the sealed secret in the store's learned states: 32 random bytes that hashes and tokens are keyed with. It
stays the same when keys are rotated, so addresses that were erased are still known as ones not to be asked again."""


def secret_place(ring: KeyRing) -> Binding:
    """Give the place the secret is sealed for."""
    return _place(ring, "newsletter", "secret")


def address_place(ring: KeyRing, subscriber_id: SubscriberId) -> Binding:
    """Give the place an address is sealed for."""
    return _place(ring, subscriber_id, "address")


def _place(ring: KeyRing, record: str, field: str) -> Binding:
    return Binding(site=ring.site, record=record, field=field, field_class=FieldClass.SUBSCRIBER)
