def by_channel(connections):
    """Groups by channel_definition_id, as the API answers it."""
    found = {}
    for connection in connections:
        for channel in connection["channels"]:
            found.setdefault(channel["channel_definition_id"], []).append(connection["id"])
    return found


def address(base):
    return base + "/v2.1/widget/add_connection"
