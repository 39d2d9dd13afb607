"""Words that Python, pydantic and the generated package keep for themselves.

Append-only: a word that is taken out, or added late, renames things in packages that people use already.
"""

from __future__ import annotations


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


KEYWORDS = _set(
    "False None True and as assert async await break class continue def del elif else except finally for from global"
    " if import in is lambda nonlocal not or pass raise return try while with yield"
)
"""Hard keywords of Python 3.11 to 3.15 (language reference, section 2.3.1). The soft ones are legal names."""

DUNDER_DEBUG = frozenset({"__debug__"})
"""The one other name that Python's compiler refuses to bind."""

TYPE_WORDS = _set("bool bytes dict float int list str tuple")
"""Names that annotations in a class body are made of: a field of this name would hide the type after it."""

MODEL = _set(
    "construct copy dict from_orm json model_computed_fields model_config model_construct model_copy model_dump"
    " model_dump_json model_extra model_fields model_fields_set model_json_schema model_parametrized_name"
    " model_post_init model_rebuild model_validate model_validate_json model_validate_strings parse_file parse_obj"
    " parse_raw schema schema_json update_forward_refs validate mro register"
)
"""Public attributes of pydantic's BaseModel, and of its metaclass, which pydantic takes for shadowed ones too."""

MODEL_PREFIXES = ("model_validate", "model_dump")
"""Beginnings that pydantic protects for its own methods to come (`ConfigDict.protected_namespaces`)."""

PACKAGE = _set("SCHEMAS Schemas TYPE_CHECKING lazily")
"""Names that the package of models has of its own."""

BUILTINS = _set("dict frozenset list sorted str")
"""Builtins that generated packages use in their ``__init__``, where a module of that name would hide them."""

TYPES = PACKAGE | _set(
    "Annotated Any ArithmeticError AssertionError AttributeError BaseException BaseExceptionGroup BlockingIOError"
    " BrokenPipeError BufferError BytesWarning ChildProcessError ConnectionAbortedError ConnectionError"
    " ConnectionRefusedError ConnectionResetError DeprecationWarning EOFError Ellipsis EncodingWarning"
    " EnvironmentError Exception ExceptionGroup FileExistsError FileNotFoundError FloatingPointError FutureWarning"
    " GeneratorExit IOError ImportError ImportWarning IndentationError IndexError InterruptedError"
    " IsADirectoryError KeyError KeyboardInterrupt Literal LookupError Mapping MemoryError ModuleNotFoundError"
    " NameError NotADirectoryError NotImplemented NotImplementedError OSError OverflowError"
    " PendingDeprecationWarning PermissionError ProcessLookupError PythonFinalizationError RecursionError"
    " ReferenceError ResourceWarning RuntimeError RuntimeWarning Sequence StopAsyncIteration StopIteration"
    " SyntaxError SyntaxWarning SystemError SystemExit TYPE_CHECKING TabError TimeoutError TypeError"
    " UnboundLocalError UnicodeDecodeError UnicodeEncodeError UnicodeError UnicodeTranslateError UnicodeWarning"
    " Union UserWarning ValueError Warning ZeroDivisionError"
)
"""Builtins in a class's casing, and what generated modules import beside the document's own types."""

ARGUMENTS = _set("cls models omit request_options self")
"""Names that the signature or the body of a generated method uses itself."""

METHODS = _set(
    "bool bytes dict dt float http int models omit overload str tuple raw with_options"
)
"""Names that a resource class uses itself.

`list` is not among them, as it is what people expect to call: annotations in a resource class say `builtins.list`.
"""

RESOURCES = _set(
    "aclose bool bytes close copy dict dt engine float in_pieces int omit raw request str tuple warm with_options"
    " with_raw"
)
"""Attributes of the client itself, beside which its resources stand."""

INSIDE = TYPE_WORDS | {"models"}
"""Names that annotations of methods are made of: a resource beside these methods would hide them. The client's own stand in a class of
their own, where `models` and `list` hide nothing."""

CLIENTS = _set(
    "Annotated Any AnyOf Api Async AsyncClient AsyncClientCore AsyncPages AsyncPieces AsyncRaw AsyncRawMethod"
    " AsyncResource AsyncStream AsyncTask AsyncTokenSource AsyncTransport Awaitable Body Call Callable Client"
    " ClientCredentials ErrorShape Field FileInput Headers InXml Iterable JSON LazyType Literal Mapping Omit"
    " OneOf Operation Optional Options PageSpec Paged Pages Parameter Part RawMethod Reply RequestHook"
    " RequestOptions Resource Resources ResponseHook Retry Scheme Sequence ServerSentEvent StatusError Stream"
    " Sync SyncClient SyncPieces SyncRaw SyncResource Tagged Task TaskSpec Timeout TokenSource Transport"
    " TypedDict UUID Unpack Way XML Xml"
)
"""Names that the modules of clients and resources import beside the classes of resources."""

DEVICES = frozenset(
    ["aux", "con", "conin", "conout", "nul", "prn"]
    + [f"{port}{number}" for port in ("com", "lpt") for number in range(10)]
)
"""File names that Windows takes for devices whatever their ending (Microsoft, "Naming Files, Paths, and Namespaces")."""

MODULES = DEVICES | BUILTINS | _set("errors models resources")
"""Module names that are devices or stand beside generated modules already."""
