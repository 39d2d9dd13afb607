"""Operations become methods of resources."""

from __future__ import annotations

import dataclasses

import pytest

from generator.ir.model import Api, Callback, Doc, Info, Operation, Server, Tag
from generator.languages.python import RULES
from generator.names import resolve
from generator.names.functions import functions
from names.apis import api, operation


def methods(found: Api) -> dict[str, str]:
    names = resolve(found, RULES)
    return {
        f"{item.method} {item.path}": ".".join(
            (*names.operations[item.id].resource, names.operations[item.id].method)
        )
        for item in found.operations
    }


@pytest.mark.parametrize(
    ("operation_id", "tags", "path", "expected"),
    [
        ("videos.create", (), "/x", "videos.create"),
        ("chat.completions.create", ("other",), "/x", "chat.completions.create"),
        ("repos/list-for-org", ("repos",), "/x", "repos.list_for_org"),
        ("listPets", ("pets",), "/x", "pets.list_pets"),
        ("listPets", ("Pet Store", "b"), "/x", "pet_store.list_pets"),
        ("listPets", (), "/v1/pets/{id}", "pets.list_pets"),
        ("listPets", (), "/api/v2.1/pets", "pets.list_pets"),
        ("listPets", (), "/v1", "list_pets"),
        ("listPets", (), "/2015-03-31/pets/", "pets.list_pets"),
        ("listPets", (), "/rest/api/2/pets", "pets.list_pets"),
        ("listPets", (), "/1.0/pets.{format}", "pets.list_pets"),
        ("listPets", ("v1",), "/v1/pets", "pets.list_pets"),
        ("listPets", ("v1", "Shop"), "/v1/pets", "shop.list_pets"),
        ("listPets", ("default",), "/{id}", "list_pets"),
        ("close", (), "/", "close_"),
        ("inPieces", (), "/", "in_pieces_"),
        ("inPieces", (), "/pets", "pets.in_pieces"),
        ("pets.v2.list", (), "/x", "pets.list"),
        ("2.listPets", (), "/pets", "pets.list_pets"),
        ("listPets", ("VoiceV1Call",), "/x", "call.list_pets"),
        ("listPets", ("v1 2fa",), "/x", "two_fa.list_pets"),
        ("listPets", ("V1",), "/x", "x.list_pets"),
        ("listPets", ("16-day forecast",), "/x", "day_forecast_16.list_pets"),
        ("54763641281d830c946a3d78", (), "/pets", "pets.get"),
        ("0b54e1c8-7aaa-4a0b-8e1f-12a3b4c5d6e7", (), "/pets/{id}", "pets.get_by_id"),
        ("aaaaaaaaaaaaaaaaaaa1", (), "/pets", "pets.aaaaaaaaaaaaaaaaaaa1"),
        ("get-/v3/pets/{id}_getById", ("Pets",), "/v3/pets/{id}", "pets.get_by_id"),
        ("get/v3/pets", (), "/v3/pets", "pets.get"),
        ("/v3/pets", (), "/v3/pets", "pets.get"),
        ("get_book_book__int_id__get", (), "/book/{id}", "book.get_book"),
        ("listPets", (), "/", "list_pets"),
        ("listPets", (), "/v1/pets?beta=true", "pets.list_pets"),
        ("ListPets", (), "/#Action=ListPets", "list_pets"),
        ("", (), "/pets?beta=true", "pets.get_pets_beta_true"),
        ("", (), "/users", "users.get"),
        ("", ("Shop",), "/users", "shop.get_users"),
        ("", (), "/a/{x}/b/{y}/c.{z}", "a.get_b_c_by_x_and_y_and_z"),
        ("", ("a_b",), "/v2/a_b.json", "a_b.get"),
        ("", ("a_b",), "/v2/a_b/{id}.json", "a_b.get_by_id"),
        ("", ("a_b",), "/v2/a_b/{id}.xml", "a_b.get_xml_by_id"),
        ("", ("a",), "/a({x})/b({y})/c", "a.get_b_c_by_x_and_y"),
        ("", (), "/pets.json", "pets.get"),
        ("", (), "/users/{id}", "users.get_by_id"),
        ("", (), "/v1/users/{user-id}/posts", "users.get_posts_by_user_id"),
        ("", ("users",), "/shop/v1/users/{id}", "users.get_by_id"),
        ("", ("users",), "/shop/{id}/v1", "users.get_shop_by_id"),
        ("", ("User",), "/users/{id}", "user.get_by_id"),
        ("", ("Category",), "/v1/categories", "category.get"),
        ("", (), "/", "get"),
        ("list_users_users__get", (), "/users/", "users.list_users"),
        ("read_v1_users__user_id__get", ("u",), "/v1/users/{user_id}", "u.read"),
        ("read_users__id__get", (), "/users/{id}?beta=true", "users.read"),
        ("_users_get", (), "/users", "users.get"),
        ("users_list", ("users",), "/users", "users.list"),
        ("token_sliding_create", ("token-sliding",), "/x", "token_sliding.create"),
        ("Users_GetAll", ("Users",), "/x", "users.get_all"),
        ("UsersController_findAll", ("users",), "/x", "users.find_all"),
        ("FilesController_upload", ("Files & Uploads",), "/x", "files_uploads.upload"),
        ("TodoController.find", ("TodoController",), "/x", "todo.find"),
        ("Controller.find", (), "/x", "controller.find"),
        ("AppController_getHello", (), "/", "get_hello"),
        ("FilesController_2fa", ("a",), "/x", "a.files_controller_2fa"),
        ("api_posts_list", ("api",), "/api/posts/", "posts.list"),
        ("api_v1_posts_list", ("api",), "/api/v1/posts/", "posts.list"),
        ("api_posts_list", ("Posts",), "/api/posts/", "posts.list"),
        (
            "api_v1_posts_votes_list",
            ("P",),
            "/api/v1/posts/{id}/votes/",
            "p.posts_votes_list",
        ),
        ("api_posts", ("Posts",), "/api/posts/", "posts.api_posts"),
        ("api_keys_list", ("Keys",), "/api/keys/{id}/uses", "keys.api_keys_list"),
        ("apiary_list", ("P",), "/api/ary", "p.apiary_list"),
        ("list", ("api",), "/apis/{id}", "api.list"),
        ("getById_1", ("users",), "/x", "users.get_by_id_1"),
        ("users_2fa", ("users",), "/x", "users.users_2fa"),
        ("usersList", ("users",), "/x", "users.list"),
        ("AlertRules_List", ("Alert Rules",), "/x", "alert_rules.list"),
        ("ClientApi_CanDelete", ("Client",), "/x", "client.can_delete"),
        ("usersend", ("users",), "/x", "users.usersend"),
        ("users_", ("users",), "/x", "users.users"),
        ("users_list", (), "/users", "users.list"),
        ("accountsBalanceGet", (), "/accounts/balance/get", "accounts.balance_get"),
        ("accountsGet", (), "/accounts/{id}/get", "accounts.get"),
        ("AnalyzeImage", (), "/analyze", "analyze.analyze_image"),
        ("a/../../b", (), "/x", "a.b"),
        ("..", (), "/x", "x.dot_dot"),
        ("😀", (), "/x", "x.value_1f600"),
        ("pets.import", (), "/x", "pets.import_"),
        ("pets.list", (), "/x", "pets.list"),
        ("close.raw", (), "/x", "close.raw_"),
        ("a.b.c.d.e.f.g.h", (), "/x", "a.b.c.d.e.f_g.h"),
    ],
)
def test_one(
    operation_id: str, tags: tuple[str, ...], path: str, expected: str
) -> None:
    found = api(operation(operation_id, path=path, tags=tags))
    assert methods(found) == {f"get {path}": expected}


def test_tags_of_kinds_that_are_no_sections_are_no_resources() -> None:
    found = api(
        operation("see", path="/a", tags=("beta", "early", "pets")),
        operation("other", path="/b", tags=("early", "beta")),
        operation("only", path="/things", tags=("beta",)),
    )
    kinds = {"beta": "badge", "early": "version", "pets": "nav"}
    tags = tuple(Tag(f"#/{name}", name, kind=kind) for name, kind in kinds.items())
    assert [*methods(dataclasses.replace(found, tags=tags)).values()] == [
        "pets.see",
        "early.other",
        "things.only",
    ]


def test_names_of_functions_behind_the_words_of_paths() -> None:
    """Litestar; one id that has no path before it says that none has."""
    found = [
        operation("ItemsListItems", path="/items", tags=("Items",)),
        operation("ItemsItemIdGetItem", path="/items/{item_id}", tags=("Items",)),
        operation("ItemsEventsEvents", path="/items/events"),
        operation("Index", path="/"),
    ]
    names = ["items.list_items", "items.get_item", "items.events", "index"]
    assert [*methods(api(*found)).values()] == names
    other = operation("search", path="/find", tags=("Items",))
    assert [*methods(api(*found, other)).values()][1] == "items.item_id_get_item"
    deleting = operation(
        "ItemsItemIdDelete", "delete", "/items/{item_id}", tags=("Items",)
    )
    assert [*methods(api(*found, deleting)).values()] == [*names, "items.delete"]
    twice = [
        *found,
        operation(
            "ItemsItemIdVersionsGetOne", path="/items/{item_id}/versions/{version}"
        ),
    ]
    assert [*methods(api(*twice)).values()] == [*names, "items.get_one"]
    plain = [
        operation("usersGet", path="/users", tags=("users",)),
        operation("usersIdGet", path="/users/{id}", tags=("users",)),
    ]
    assert [*methods(api(*plain)).values()] == ["users.get", "users.id_get"]


def test_ids_that_all_say_method_and_path_say_nothing() -> None:
    """Elysia; one id that says more shows that somebody wrote them."""
    found = [
        operation("getIndex", path="/"),
        operation("getUsersById", path="/users/{id}"),
        operation("deleteUsersId", "delete", "/users/{id}"),
        operation("postUsers", "post", "/users", tags=("People",)),
        operation("", "put", "/users"),
    ]
    names = [
        "get",
        "users.get_by_id",
        "users.delete_by_id",
        "people.post_users",
        "users.put",
    ]
    assert [*methods(api(*found)).values()] == names
    other = operation("getUsersOfToday", path="/today", tags=("users",))
    assert [*methods(api(*found, other)).values()][1:4] == [
        "users.get_users_by_id",
        "users.delete_users_id",
        "people.post_users",
    ]


def test_ids_of_api_platform_say_method_and_path() -> None:
    found = [
        operation("api_books_get_collection", "get", "/books", tags=("Book",)),
        operation("api_books_post", "post", "/books", tags=("Book",)),
        operation("api_books_id_get", "get", "/books/{id}", tags=("Book",)),
        operation("api_books_id_put", "put", "/books/{id}", tags=("Book",)),
        operation("api_books_id_delete", "delete", "/books/{id}", tags=("Book",)),
    ]
    names = ["get", "post", "get_by_id", "put_by_id", "delete_by_id"]
    assert [*methods(api(*found)).values()] == [f"book.{name}" for name in names]


def test_the_module_of_controllers_is_no_resource() -> None:
    """OpenApiSpex, which numbers the routes of one function."""
    found = [
        operation("MyAppWeb.UserController.show", "get", "/users/{id}"),
        operation("MyAppWeb.UserController.show (2)", "get", "/me"),
        operation("MyAppWeb.UserController.update", "patch", "/users/{id}"),
        operation("MyAppWeb.UserController.update (2)", "put", "/users/{id}"),
    ]
    names = ["user.show", "user.get_me", "user.update", "user.put_by_id"]
    assert [*methods(api(*found)).values()] == names


def test_ids_that_mostly_say_method_and_path() -> None:
    """What somebody called otherwise stays; addresses without parameters tell nothing, as people write `getUsers` too."""
    found = [
        operation("GET_users", path="/users"),
        operation("GET_users-userid", path="/users/{userId}"),
        operation("DELETE_users-userid", "delete", "/users/{userId}"),
        operation("GET_users-userid-posts", path="/users/{userId}/posts"),
        operation("publish", "post", "/users/{userId}/posts"),
    ]
    assert [*methods(api(*found)).values()] == [
        "users.get",
        "users.get_by_user_id",
        "users.delete_by_user_id",
        "users.get_posts_by_user_id",
        "users.publish",
    ]
    other = operation("unpublish", "put", "/users/{userId}/posts")
    assert [*methods(api(*found, other)).values()][:2] == [
        "users.get_users",
        "users.get_users_userid",
    ]


def test_functions_of_several_classes_below_one_tag() -> None:
    found = api(
        operation("CatsController_list", path="/a", tags=("pets",)),
        operation("DogsController_list", path="/b", tags=("pets",)),
        operation("DogsController_walk", path="/c", tags=("pets",)),
    )
    assert [*methods(found).values()] == [
        "pets.cats_controller_list",
        "pets.dogs_controller_list",
        "pets.walk",
    ]


def summarized(id: str, summary: str, *tags: str, path: str = "/x") -> Operation:
    one = operation(id, path=path, tags=tags)
    return dataclasses.replace(one, doc=Doc(summary=summary))


def test_names_of_functions_behind_the_names_of_modules() -> None:
    """Django Ninja; verbs are no modules, and neither is what differs within a tag."""
    found = [
        summarized("shop_api_list_books", "List Books", path="/books"),
        summarized("shop_api_get_book", "Get Book", path="/books/{id}"),
        summarized("users_views_me", "Me", "people"),
        summarized("getOld", "An old one", "people", path="/old"),
        summarized("users_views_add", "Add", "people", path="/add"),
    ]
    assert [*methods(api(*found)).values()] == [
        "books.list_books",
        "books.get_book",
        "people.me",
        "people.get_old",
        "people.add",
    ]
    verbs = [
        summarized("get_book", "Book", "books"),
        summarized("get_book_page", "Book Page", "books", path="/y"),
    ]
    assert [*methods(api(*verbs)).values()] == ["books.get_book", "books.get_book_page"]
    apart = [
        summarized("a_b_list", "List", "books"),
        summarized("a_c_show", "Show", "books", path="/y"),
    ]
    assert [*methods(api(*apart)).values()] == ["books.a_b_list", "books.a_c_show"]


def test_a_function_of_several_methods() -> None:
    """FastAPI gives both the operationId of the first method."""
    found = [operation("any_any_get", one, "/any") for one in ("get", "post")]
    other = operation("list_users_users_get", path="/users")
    names = ["any.get_any", "any.post_any", "users.list_users"]
    assert [*methods(api(*found, other)).values()] == names


def test_what_types_inside_operations_are_called_after() -> None:
    found = [
        operation("search_pets_pets_search_get", path="/pets/search"),
        operation("sse_sse_get", path="/sse"),
        operation("show_items_get", path="/items"),
        operation("list_all_a_get", path="/a"),
        operation("list_all_b_get", path="/b"),
        operation("plain", path="/c"),
    ]
    assert functions(api(*found)) == {
        "search_pets_pets_search_get": "search_pets",
        "sse_sse_get": "sse",
    }


def test_what_the_api_is_called_is_no_resource() -> None:
    found = api(
        operation("shop.carts.list", path="/a"),
        operation("shop.carts.items.list", path="/b"),
    )
    named = dataclasses.replace(found, info=Info("The Shop API", "1"))
    assert methods(named) == {"get /a": "carts.list", "get /b": "carts.items.list"}
    assert methods(found) == {
        "get /a": "shop.carts.list",
        "get /b": "shop.carts.items.list",
    }
    served = dataclasses.replace(found, servers=(Server("#", "https://shop.example"),))
    assert methods(served) == methods(named)
    more = (*found.operations, operation("shop.ping", path="/c"))
    assert methods(dataclasses.replace(named, operations=more)) == {
        **methods(found),
        "get /c": "shop.ping",
    }


def test_the_one_tag_that_is_the_name_of_the_api_says_nothing_beside_groups() -> None:
    addresses = ("/files", "/files/{id}", "/chats", "/chats/{id}", "/edits", "/edits/x")
    many = [
        operation(f"do{at}", path=path, tags=("Shop",))
        for at, path in enumerate(addresses)
    ]
    titled = Info("The Shop API", "1")
    found = dataclasses.replace(api(*many), info=titled)
    assert list(methods(found).values()) == [
        "files.do0",
        "files.do1",
        "chats.do2",
        "chats.do3",
        "edits.do4",
        "edits.do5",
    ]
    assert set(methods(api(*many)).values()) == {f"shop.do{at}" for at in range(6)}
    few = dataclasses.replace(api(*many[:4]), info=titled)
    assert set(methods(few).values()) == {f"shop.do{at}" for at in range(4)}
    apart = dataclasses.replace(api(*many[::2]), info=titled)
    assert set(methods(apart).values()) == {"shop.do0", "shop.do2", "shop.do4"}
    other = operation("more", path="/files/more", tags=("Other",))
    assert (
        "shop.do0"
        in methods(dataclasses.replace(api(*many, other), info=titled)).values()
    )


def test_a_version_that_all_tags_begin_with_is_left_out() -> None:
    found = api(
        operation("list", path="/a", tags=("Api20100401Call",)),
        operation("list", path="/b", tags=("Api20100401CallRecord",)),
    )
    assert methods(found) == {"get /a": "call.list", "get /b": "call_record.list"}
    other = (*found.operations, operation("list", path="/c", tags=("Api2Call",)))
    assert methods(dataclasses.replace(found, operations=other)) == {
        "get /a": "api20100401_call.list",
        "get /b": "api20100401_call_record.list",
        "get /c": "api2_call.list",
    }


def test_versions_of_one_address_are_told_apart() -> None:
    found = api(
        operation("", path="/v1/carts/{id}", tags=("carts",)),
        operation("", path="/v2/carts/{id}", tags=("carts",)),
        operation("", path="/v3/carts/{id}", tags=("carts",)),
    )
    assert methods(found) == {
        "get /v1/carts/{id}": "carts.get_by_id",
        "get /v2/carts/{id}": "carts.get_carts_by_id",
        "get /v3/carts/{id}": "carts.get_v3_carts_by_id",
    }


def test_methods_of_the_client_leave_its_own_attributes_alone() -> None:
    found = api(
        operation("raw", path="/"),
        operation("close", path="/{id}"),
        operation("x.list", path="/{id}/x"),
        operation("x", path="/{id}/{y}"),
    )
    assert methods(found) == {
        "get /": "raw_",
        "get /{id}": "close_",
        "get /{id}/x": "x.list",
        "get /{id}/{y}": "x_",
    }
    names = resolve(found, RULES)
    assert [*names.resources] == [("x",), ()]
    assert names.children == {(): (("x",),)}
    assert names.resources[()].class_name == "Default"


def test_what_is_given_as_json_too_keeps_its_names() -> None:
    found = api(operation("", path="/a.json"), operation("", path="/a"))
    assert methods(found) == {"get /a.json": "a.get", "get /a": "a.get_a"}


def test_duplicates_are_told_apart_by_their_place() -> None:
    found = api(
        operation("pets.list", path="/a"),
        operation("pets.list", path="/b/{id}"),
        operation("pets.List", path="/c"),
    )
    assert methods(found) == {
        "get /a": "pets.list",
        "get /b/{id}": "pets.get_b_by_id",
        "get /c": "pets.get_c",
    }


def test_of_duplicates_the_one_that_says_its_path_has_the_name() -> None:
    found = api(
        operation("slow_retry", "put", "/slow/cancel", tags=("x",)),
        operation("slow_retry", "post", "/slow/retry", tags=("x",)),
    )
    assert methods(found) == {
        "put /slow/cancel": "x.put_slow_cancel",
        "post /slow/retry": "x.slow_retry",
    }


def test_of_duplicates_the_one_that_changes_least_has_the_name() -> None:
    found = api(
        operation("all", "delete", "/any", tags=("x",)),
        operation("all", "get", "/any", tags=("x",)),
    )
    assert methods(found) == {"delete /any": "x.delete_any", "get /any": "x.all"}


def test_a_resource_is_said_in_the_plural_where_another_address_is_its_singular() -> (
    None
):
    found = api(
        operation("", path="/user", tags=("User",)),
        operation("", path="/users", tags=("User",)),
    )
    assert methods(found) == {"get /user": "user.get", "get /users": "user.get_users"}


def test_names_of_functions_that_are_not_unique_keep_their_place() -> None:
    found = api(
        operation("read_a_get", path="/a", tags=("x",)),
        operation("read_b_get", path="/b", tags=("x",)),
        operation("write_c_get", path="/c", tags=("x",)),
    )
    assert methods(found) == {
        "get /a": "x.read_a_get",
        "get /b": "x.read_b_get",
        "get /c": "x.write",
    }


def test_methods_that_are_one_without_their_resource_keep_it() -> None:
    found = api(
        operation("usersList", path="/a", tags=("users",)),
        operation("list", path="/b", tags=("users",)),
        operation("users_get", path="/c", tags=("users",)),
    )
    assert methods(found) == {
        "get /a": "users.users_list",
        "get /b": "users.list",
        "get /c": "users.get",
    }


def test_method_is_not_called_like_a_resource_inside() -> None:
    found = api(
        operation("chat.completions", path="/a"),
        operation("chat.completions.create", path="/b"),
    )
    assert methods(found) == {
        "get /a": "chat.get_a",
        "get /b": "chat.completions.create",
    }
    assert set(resolve(found, RULES).resources) == {("chat",), ("chat", "completions")}


def test_methods_for_tasks_have_names_of_their_own() -> None:
    found = api(
        operation("videos.create", "post", task=True),
        operation("videos.create_and_wait", path="/a"),
        operation("videos.wait", path="/b"),
    )
    names = resolve(found, RULES)
    taken = [name.method for name in names.operations.values()]
    assert taken == ["create", "create_and_wait", "get_b"]
    assert list(names.waits.values()) == ["create_and_wait_2"]


@pytest.mark.parametrize(
    ("tag", "attribute", "class_name", "module"),
    [
        ("videos", "videos", "Videos", "videos"),
        ("close", "close_", "Close", "close"),
        ("client", "client", "ClientResource", "client"),
        ("async client", "async_client", "AsyncClientResource", "async_client"),
        ("con", "con", "Con", "con_"),
        ("class", "class_", "Class", "class_"),
    ],
)
def test_resources(tag: str, attribute: str, class_name: str, module: str) -> None:
    names = resolve(api(operation("list", tags=(tag,))), RULES)
    (resource,) = names.resources.values()
    assert (resource.attribute, resource.class_name, resource.module) == (
        attribute,
        class_name,
        module,
    )


def test_classes_of_both_clients_are_unique() -> None:
    found = api(
        operation("list", path="/a", tags=("videos",)),
        operation("list", path="/b", tags=("async videos",)),
    )
    classes = [
        form + name.class_name
        for name in resolve(found, RULES).resources.values()
        for form in ("", "Async")
    ]
    assert len(set(classes)) == 4


def test_callbacks_and_webhooks() -> None:
    inner = operation("", "post", "{$request.query.url}")
    inner = dataclasses.replace(inner, id="#/paths/~1a/get/callbacks/done/x/post")
    outer = dataclasses.replace(
        operation("pets.list", path="/a"),
        callbacks=(Callback("#/paths/~1a/get/callbacks/done", "done", "x", (inner,)),),
    )
    hook = dataclasses.replace(
        operation("", "post", "newPet"), id="#/webhooks/newPet/post"
    )
    names = resolve(dataclasses.replace(api(outer), webhooks=(hook,)), RULES)
    assert names.webhooks == {hook.id: "new_pet", inner.id: "done"}
    assert set(names.operations) == {outer.id}


def test_a_number_that_tells_operations_of_several_resources_apart_goes() -> None:
    found = methods(
        api(
            operation("getById", "get", "/users/{id}", tags=("users",)),
            operation("getById_1", "get", "/orders/{id}", tags=("orders",)),
            operation("getById_2", "get", "/pets/{id}", tags=("pets",)),
            operation("getById_3", "get", "/pets/{id}/owner", tags=("pets",)),
            operation("step_1", "get", "/steps", tags=("steps",)),
        )
    )
    assert list(found.values()) == [
        "users.get_by_id",
        "orders.get_by_id",
        "pets.get_by_id_2",
        "pets.get_by_id_3",
        "steps.step_1",
    ]


@pytest.mark.parametrize(
    ("tags", "resources"),
    [
        (["user-controller", "order-rest-controller"], ["user", "order"]),
        (["UsersController", "OrdersApi"], ["users", "orders"]),
        (["Insights API", "Usage API"], ["insights", "usage"]),
        (["Insights API", "usage"], ["insights_api", "usage"]),
        (["OpenAPI", "okapi"], ["open_api", "okapi"]),
        (["Managed APIs", "Custom APIs"], ["managed_apis", "custom_apis"]),
        (["user-controller", "order-controller", "User"], ["user_controller", "order"]),
    ],
)
def test_what_frameworks_put_behind_the_name_of_a_resource_goes(
    tags: list[str], resources: list[str]
) -> None:
    found = methods(
        api(
            *(
                operation(f"do{at}", path=f"/p{at}", tags=(tag,))
                for at, tag in enumerate(tags)
            )
        )
    )
    assert [name.partition(".")[0] for name in found.values()][: len(resources)] == (
        resources
    )
