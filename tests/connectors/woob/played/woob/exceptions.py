"""Exceptions by the names that modules raise them under."""


class BrowserIncorrectPassword(Exception):
    def __init__(self, message="", bad_fields=None):
        super().__init__(message)
        self.bad_fields = bad_fields


class BrowserUserBanned(BrowserIncorrectPassword):
    pass


class BrowserUnavailable(Exception):
    pass


class BrowserTooManyRequests(BrowserUnavailable):
    def __init__(self, message="", next_try=None):
        super().__init__(message)
        self.next_try = next_try


class BrowserInteraction(Exception):
    pass


class BrowserQuestion(BrowserInteraction):
    def __init__(self, *fields):
        super().__init__()
        self.fields = fields


class OTPQuestion(BrowserQuestion):
    pass


class SentOTPQuestion(OTPQuestion):
    def __init__(self, field_name, medium_type="unknown", medium_label=None, message="", expires_at=None):
        from woob.tools.value import Value

        super().__init__(Value(field_name, label=message))
        self.message = message
        self.medium_type = medium_type
        self.medium_label = medium_label
        self.expires_at = expires_at


class OfflineOTPQuestion(OTPQuestion):
    def __init__(self, field_name, input=None, medium_label=None, message="", expires_at=None):
        from woob.tools.value import Value

        super().__init__(Value(field_name, label=message))
        self.medium_label = medium_label
        self.expires_at = expires_at


class DecoupledValidation(BrowserInteraction):
    def __init__(self, message="", medium_type="unknown", medium_label=None, expires_at=None):
        super().__init__(message)
        self.message = message
        self.medium_type = medium_type
        self.medium_label = medium_label
        self.expires_at = expires_at


class AppValidation(DecoupledValidation):
    pass


class AppValidationError(Exception):
    pass


class AppValidationCancelled(AppValidationError):
    pass


class AppValidationExpired(AppValidationError):
    pass


class BrowserRedirect(BrowserInteraction):
    pass


class CaptchaQuestion(Exception):
    pass


class ModuleLoadError(Exception):
    pass


class ActionNeeded(Exception):
    pass


class AuthMethodNotImplemented(ActionNeeded):
    pass


class BrowserPasswordExpired(ActionNeeded):
    pass


class NeedInteractive(Exception):
    pass


class NeedInteractiveFor2FA(NeedInteractive):
    pass
