# Copyright The Raccord authors. SPDX-License-Identifier: Apache-2.0
"""What a module keeps of its bank, between two calls."""

import base64
import datetime
import decimal
import json
import zlib

MOST_SESSION = 500_000
MOST_UNPACKED = 20_000_000


class Storage:
    """What a module keeps, in the shape that woob's storages have; packed as text between two calls."""

    def __init__(self, packed):
        self.values = {}
        if packed:
            try:
                self.values = unpack(packed)
            except (ValueError, zlib.error):
                self.values = {}

    def load(self, what, name, default=None):
        kept = self.values.get(what, {}).get(name, {})
        self.values.setdefault(what, {})[name] = {**(default or {}), **kept}

    def save(self, what, name):
        pass

    def set(self, what, name, *path):
        *steps, value = path
        if not steps:
            self.values.setdefault(what, {})[name] = value
            return
        place = self.values.setdefault(what, {}).setdefault(name, {})
        for step in steps[:-1]:
            place = place.setdefault(step, {})
        place[steps[-1]] = value

    def get(self, what, name, *path, default=None):
        place = self.values.get(what, {}).get(name, {})
        for step in path:
            if not isinstance(place, dict) or step not in place:
                return default
            place = place[step]
        return place

    def delete(self, what, name, *path):
        if not path:
            self.values.get(what, {}).pop(name, None)
            return
        place = self.values.get(what, {}).get(name, {})
        for step in path[:-1]:
            place = place.get(step, {}) if isinstance(place, dict) else {}
        if isinstance(place, dict):
            place.pop(path[-1], None)

    def packed(self):
        """Empty where it would be more than anybody's cookies: then the next call signs in anew."""
        text = base64.b64encode(zlib.compress(json.dumps(tagged(self.values)).encode())).decode()
        return text if len(text) <= MOST_SESSION else ""


def tagged(value):
    """JSON of what YAML would keep; what it would not is left out."""
    if value is None or isinstance(value, (bool, int, float, str)):
        return value
    if isinstance(value, dict):
        return {str(key): tagged(one) for key, one in value.items()}
    if isinstance(value, (list, tuple, set)):
        return [tagged(one) for one in value]
    if isinstance(value, bytes):
        return {"$bytes": base64.b64encode(value).decode()}
    if isinstance(value, datetime.datetime):
        return {"$datetime": value.isoformat()}
    if isinstance(value, datetime.date):
        return {"$date": value.isoformat()}
    if isinstance(value, decimal.Decimal):
        return {"$decimal": str(value)}
    return None


def unpack(packed):
    opener = zlib.decompressobj()
    text = opener.decompress(base64.b64decode(packed, validate=True), MOST_UNPACKED)
    return json.loads(text, object_hook=untagged)


def untagged(value):
    if len(value) == 1:
        ((tag, text),) = value.items()
        if tag == "$bytes":
            return base64.b64decode(text)
        if tag == "$datetime":
            return datetime.datetime.fromisoformat(text)
        if tag == "$date":
            return datetime.date.fromisoformat(text)
        if tag == "$decimal":
            return decimal.Decimal(text)
    return value
