class Missing:
    def __bool__(self):
        return False

    def __str__(self):
        return "Not available"


NotAvailable = Missing()
NotLoaded = Missing()


def empty(value):
    return value is None or value is NotAvailable or value is NotLoaded
