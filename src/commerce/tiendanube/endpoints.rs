//! What can be asked of a store, below `/{version}/{store}`.

use serde_json::Value;

use super::types::{Cart, Category, Coupon, Customer, Order, Product, Script, Store, Variant, Webhook};
use crate::commerce::endpoint::endpoints;

endpoints! {
    GET_STORE = "store.get" Get "/store" => One<Store>;

    LIST_PRODUCTS = "products.list" Get "/products" => Page<Product>;
    GET_PRODUCT = "products.get" Get "/products/{id}" => One<Product>;
    GET_PRODUCT_BY_SKU = "products.getBySku" Get "/products/sku/{sku}" => One<Product>;
    CREATE_PRODUCT = "products.create" Post "/products" => One<Product>;
    UPDATE_PRODUCT = "products.update" Put "/products/{id}" => One<Product>;
    DELETE_PRODUCT = "products.delete" Delete "/products/{id}" => One<Value>;

    LIST_VARIANTS = "variants.list" Get "/products/{product}/variants" => Page<Variant>;
    GET_VARIANT = "variants.get" Get "/products/{product}/variants/{id}" => One<Variant>;
    CREATE_VARIANT = "variants.create" Post "/products/{product}/variants" => One<Variant>;
    UPDATE_VARIANT = "variants.update" Put "/products/{product}/variants/{id}" => One<Variant>;
    DELETE_VARIANT = "variants.delete" Delete "/products/{product}/variants/{id}" => One<Value>;
    REPLACE_VARIANTS = "variants.replaceAll" Put "/products/{product}/variants" => One<Value>;
    UPDATE_VARIANTS = "variants.updateAll" Patch "/products/{product}/variants" => One<Value>;
    SET_STOCK = "variants.setStock" Post "/products/{product}/variants/stock" => One<Value>;
    LIST_IMAGES = "images.list" Get "/products/{product}/images" => Page<Value>;

    LIST_CATEGORIES = "categories.list" Get "/categories" => Page<Category>;
    GET_CATEGORY = "categories.get" Get "/categories/{id}" => One<Category>;
    CREATE_CATEGORY = "categories.create" Post "/categories" => One<Category>;
    UPDATE_CATEGORY = "categories.update" Put "/categories/{id}" => One<Category>;
    DELETE_CATEGORY = "categories.delete" Delete "/categories/{id}" => One<Value>;

    LIST_CUSTOMERS = "customers.list" Get "/customers" => Page<Customer>;
    GET_CUSTOMER = "customers.get" Get "/customers/{id}" => One<Customer>;
    CREATE_CUSTOMER = "customers.create" Post "/customers" => One<Customer>;
    UPDATE_CUSTOMER = "customers.update" Put "/customers/{id}" => One<Customer>;
    DELETE_CUSTOMER = "customers.delete" Delete "/customers/{id}" => One<Value>;

    GET_CART = "carts.get" Get "/carts/{id}" => One<Cart>;
    REMOVE_CART_LINE = "carts.removeLine" Delete "/carts/{id}/line-items/{line}" => One<Value>;
    REMOVE_CART_COUPON = "carts.removeCoupon" Delete "/carts/{id}/coupons/{coupon}" => One<Value>;

    LIST_CHECKOUTS = "checkouts.list" Get "/checkouts" => Page<Cart>;
    GET_CHECKOUT = "checkouts.get" Get "/checkouts/{id}" => One<Cart>;
    ADD_CHECKOUT_COUPON = "checkouts.addCoupon" Post "/checkouts/{id}/coupons" => One<Cart>;

    LIST_ORDERS = "orders.list" Get "/orders" => Page<Order>;
    GET_ORDER = "orders.get" Get "/orders/{id}" => One<Order>;
    CREATE_ORDER = "orders.create" Post "/orders" => One<Order>;
    UPDATE_ORDER = "orders.update" Put "/orders/{id}" => One<Order>;
    CLOSE_ORDER = "orders.close" Post "/orders/{id}/close" => One<Order>;
    OPEN_ORDER = "orders.open" Post "/orders/{id}/open" => One<Order>;
    PACK_ORDER = "orders.pack" Post "/orders/{id}/pack" => One<Order>;
    FULFILL_ORDER = "orders.fulfill" Post "/orders/{id}/fulfill" => One<Order>;
    CANCEL_ORDER = "orders.cancel" Post "/orders/{id}/cancel" => One<Order>;

    LIST_DRAFT_ORDERS = "draftOrders.list" Get "/draft_orders" => Page<Order>;
    GET_DRAFT_ORDER = "draftOrders.get" Get "/draft_orders/{id}" => One<Order>;
    CREATE_DRAFT_ORDER = "draftOrders.create" Post "/draft_orders" => One<Order>;
    CONFIRM_DRAFT_ORDER = "draftOrders.confirm" Post "/draft_orders/{id}/confirm" => One<Order>;
    DELETE_DRAFT_ORDER = "draftOrders.delete" Delete "/draft_orders/{id}" => One<Value>;

    LIST_SCRIPTS = "scripts.list" Get "/scripts" => Page<Script>;
    GET_SCRIPT = "scripts.get" Get "/scripts/{id}" => One<Script>;
    CREATE_SCRIPT = "scripts.create" Post "/scripts" => One<Script>;
    UPDATE_SCRIPT = "scripts.update" Put "/scripts/{id}" => One<Script>;
    DELETE_SCRIPT = "scripts.delete" Delete "/scripts/{id}" => One<Value>;

    LIST_WEBHOOKS = "webhooks.list" Get "/webhooks" => Page<Webhook>;
    GET_WEBHOOK = "webhooks.get" Get "/webhooks/{id}" => One<Webhook>;
    CREATE_WEBHOOK = "webhooks.create" Post "/webhooks" => One<Webhook>;
    UPDATE_WEBHOOK = "webhooks.update" Put "/webhooks/{id}" => One<Webhook>;
    DELETE_WEBHOOK = "webhooks.delete" Delete "/webhooks/{id}" => One<Value>;

    LIST_COUPONS = "coupons.list" Get "/coupons" => Page<Coupon>;
    GET_COUPON = "coupons.get" Get "/coupons/{id}" => One<Coupon>;
    CREATE_COUPON = "coupons.create" Post "/coupons" => One<Coupon>;
    UPDATE_COUPON = "coupons.update" Put "/coupons/{id}" => One<Coupon>;
    DELETE_COUPON = "coupons.delete" Delete "/coupons/{id}" => One<Value>;
}
