class Value:
    def __init__(self, name="", label=None, masked=False, required=None, default=None, choices=None, regexp=None):
        self.id = name
        self.label = label
        self.description = label
        self.masked = masked
        self.default = default
        self.required = default is None if required is None else required
        self.choices = choices
        self.regexp = regexp
        self.transient = False


class ValueTransient(Value):
    def __init__(self, name, **more):
        super().__init__(name, required=False, **more)
        self.transient = True
