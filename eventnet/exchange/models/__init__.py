"""Scan, Encounter; Contact, CardRequest; the owner's Note and Promise; Block."""

from eventnet.exchange.models.blocks import Block
from eventnet.exchange.models.cards import CardRequest, Contact
from eventnet.exchange.models.memory import Note, Promise
from eventnet.exchange.models.scans import ODD, Encounter, Scan

__all__ = ["ODD", "Block", "CardRequest", "Contact", "Encounter", "Note", "Promise", "Scan"]
